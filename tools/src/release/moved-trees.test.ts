import { hasTreeMigration, pendingBump, problemOfTrees } from './moved-trees';

const change = (bump: string) => `---\n'@sovereign-fleet/nx': ${bump}\n---\n\nTrees say minor\n`;

test.each([
  { asked: [], bump: undefined },
  { asked: ['patch'], bump: 'patch' },
  { asked: ['minor', 'patch'], bump: 'minor' },
  { asked: ['patch', 'major', 'minor'], bump: 'major' },
])('changes that ask for $asked make a $bump', ({ asked, bump }) => {
  expect(pendingBump(asked.map(change))).toBe(bump);
});

const moved = ['gitops-out/clusters/acme.example.com/bootstrap-kit/01-cilium.yaml'];

test.each([
  { moved: [], version: '0.1.0', pending: 'patch', isRefused: false },
  { moved, version: '0.1.0', pending: undefined, isRefused: true },
  { moved, version: '0.1.0', pending: 'patch', isRefused: true },
  { moved, version: '0.1.1', pending: undefined, isRefused: true },
  { moved, version: '0.1.0', pending: 'minor', isRefused: false },
  { moved, version: '0.1.0', pending: 'major', isRefused: false },
  { moved, version: '0.2.0', pending: undefined, isRefused: false },
] as const)('of $moved in $version with $pending', ({ isRefused, ...release }) => {
  expect(problemOfTrees({ released: '0.1.0', ...release }) !== undefined).toBe(isRefused);
});

test('what is refused is said whole', () => {
  expect(problemOfTrees({ released: '0.1.0', version: '0.1.0', pending: 'patch', moved })).toBe(
    `A patch moves no byte of a tree, and these are not what 0.1.0 wrote:
gitops-out/clusters/acme.example.com/bootstrap-kit/01-cilium.yaml
Say "minor" or "major" with "npm run changeset", and name the migration "trees" once more in
generators/migrations.json. As long as 0.1.0 is not published: npm run release:fixture.`,
  );
});

test('a migration of trees counts from the version on that moves them', () => {
  const list = (version: string, factory: string) => JSON.stringify({ generators: { one: { version, factory } } });
  expect(hasTreeMigration(list('0.2.0', './src/migrations/trees.ts'), '0.1.0')).toBe(true);
  expect(hasTreeMigration(list('0.10.0', './src/migrations/trees.ts'), '0.9.0')).toBe(true);
  expect(hasTreeMigration(list('0.1.0', './src/migrations/trees.ts'), '0.1.0')).toBe(false);
  expect(hasTreeMigration(list('0.2.0', './src/migrations/one-package.ts'), '0.1.0')).toBe(false);
});
