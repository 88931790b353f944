import { branchName, parseBranch, refusalOfBaseBranch, sovereignOf } from './branch-name';

test('a Sovereign has one branch', () => {
  expect(branchName('acme')).toBe('fleet/acme');
});

test.each(['', '-a', 'a-', 'A', 'a.b', 'a/b', 'a b', '..', 'a'.repeat(64), 'a\n', '@{', 'ü'])(
  'a name that is not a DNS label has no branch: %j',
  (name) => {
    expect(branchName(name)).toEqual({
      code: 'malformed',
      problem: `${JSON.stringify(name)} is not a DNS label, and a branch "fleet/<sovereign>" is made of one`,
      remedy: 'Give the Sovereign a name such as "acme"',
    });
  },
);

test.each([
  { ref: 'fleet/acme', name: 'acme' },
  { ref: 'fleet/a', name: 'a' },
  { ref: 'fleet', name: undefined },
  { ref: 'fleet/', name: undefined },
  { ref: 'fleet/a/b', name: undefined },
  { ref: 'other/acme', name: undefined },
  { ref: 'fleet-x/acme', name: undefined },
])('the Sovereign of the branch $ref is $name', ({ ref, name }) => {
  const branch = parseBranch(ref);
  expect(branch === undefined ? undefined : sovereignOf(branch)).toBe(name);
});

test.each(['fleet', 'fleet/acme', 'fleet/acme/x'])('the base branch %s is in the way', (base) => {
  expect(refusalOfBaseBranch(base)).toEqual({
    code: 'reserved',
    problem: `the base branch is "${base}", and "fleet" and all below it is for branches of Sovereigns`,
    remedy: 'Take another base branch, such as "main"',
  });
});

test.each(['main', 'fleets', 'release/fleet'])('the base branch %s is in nobody’s way', (base) => {
  expect(refusalOfBaseBranch(base)).toBeUndefined();
});
