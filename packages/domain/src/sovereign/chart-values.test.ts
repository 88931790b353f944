import { acme, fsn1, nbg1, sovereignMessages } from '../testing/example-sovereign';

const nullText =
  'kustomize takes it as an order to delete the key. Write the value that you want, or drop() to take the ' +
  "chart's default away.";

test.each<{ what: string; values: unknown; says: readonly string[] }>([
  {
    what: 'null',
    values: { cilium: { mtu: null } },
    says: [`.cilium.mtu is null: ${nullText}`],
  },
  {
    what: 'a directive of kustomize',
    values: { cilium: { $patch: 'delete' } },
    says: [
      '.cilium["$patch"] is "delete": kustomize reads a key that begins with "$" as a directive. Write ' +
        'the key without "$".',
    ],
  },
  {
    what: 'a date',
    values: { since: new Date(0) },
    says: ['.since is {}: it is not a JSON value. Write a string, a number, a boolean, a list or a map.'],
  },
  {
    what: 'no number',
    values: { list: [1, Number.NaN] },
    says: ['.list[1] is NaN: JSON has no such number. Write a finite number.'],
  },
  {
    what: 'a control character',
    values: { text: 'a\u0007' },
    says: [String.raw`.text is "a\u0007": it has the character U+0007. Write text without control characters.`],
  },
  {
    what: 'half a character',
    values: { text: '\ud800' },
    says: [String.raw`.text is "\ud800": it has half a surrogate pair. Write text without control characters.`],
  },
  {
    what: 'the merge key of YAML',
    values: { '<<': { a: 1 } },
    says: ['["<<"] is { a }: "<<" does not arrive as a key. Write another key.'],
  },
  {
    what: 'an empty key',
    values: { '': 1 },
    says: ['[""] is 1: "" does not arrive as a key. Write another key.'],
  },
  {
    what: 'a key that is too long',
    values: { ['k'.repeat(513)]: 1 },
    says: [
      `.${'k'.repeat(513)} is 1: the key has 513 characters, and more than 512 may not arrive. Write a shorter key.`,
    ],
  },
  {
    what: 'a secret, which is not printed',
    values: { apiToken: null, [Symbol.iterator]: 1 },
    says: [`.apiToken is …: ${nullText}`],
  },
])('overrides with $what are refused', ({ values, says }) => {
  const regions = [{ ...fsn1, overrides: { 'bp-cilium': values } }];
  expect(sovereignMessages({ ...acme, regions })).toEqual(
    says.map((text) => `regions[0].overrides["bp-cilium"]${text}`),
  );
});

test.each<{ overrides: unknown; says: string }>([
  {
    overrides: { 'bp-cilium': ['a'] },
    says:
      'regions[0].overrides["bp-cilium"] is ["a"]: it must be a map of chart values. Write chart values by ' +
      "slot, such as { 'bp-cilium': { … } }.",
  },
  {
    overrides: 'a',
    says:
      'regions[0].overrides is "a": it must be chart values by slot. Write chart values by slot, such ' +
      `as { 'bp-cilium': { … } }.`,
  },
  {
    overrides: JSON.parse('{"__proto__": {"a": 1}}'),
    says: 'regions[0].overrides.__proto__ is { a }: "__proto__" does not arrive as a key. Write another key.',
  },
])('$overrides are no overrides', ({ overrides, says }) => {
  expect(sovereignMessages({ ...acme, regions: [{ ...fsn1, overrides }, nbg1] })).toEqual([says]);
});

test('values that hold themselves, or are too deep, are refused', () => {
  const cycle: Record<string, unknown> = {};
  cycle['self'] = cycle;
  let deep: unknown = 1;
  for (let level = 0; level < 40; level += 1) deep = [deep];
  const overrides = { 'bp-cilium': cycle, 'bp-cert-manager': { deep } };
  expect(sovereignMessages({ ...acme, regions: [{ ...fsn1, overrides }] })).toEqual([
    'regions[0].overrides["bp-cilium"].self is { self }: it holds itself. Write values without cycles.',
    expect.stringMatching(/^regions\[0\].*: it is more than 32 levels deep\. Write values that are less deep\.$/),
  ]);
});
