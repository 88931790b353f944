import { rmSync } from 'node:fs';
import { filesIn, makeSpecs, writeFiles } from '@sovereign-fleet/workspace/testing';
import sovereignGenerator from '../sovereign/generator';
import { copyOfNorth, northOptions, runImport } from '../testing/import-tree';
import { withKubectl } from '../testing/with-kubectl';
import { runGenerator } from '../testing/run-generator';

let root: string;
let north: string;

/** What `nx g init --kit=none` leaves. */
const bare = `import { defineFleet } from '@sovereign-fleet/nx';

/** What all Sovereigns share. */
export default defineFleet({
  kits: [],
  domain: 'example.com',
  repository: { url: 'https://git.example.com/platform/fleet', branch: 'main' },
});
`;

beforeEach(() => {
  root = makeSpecs();
  for (const name of ['sovereigns', 'kits', 'gitops-out']) rmSync(`${root}/${name}`, { recursive: true, force: true });
  writeFiles(root, { 'sovereigns/fleet.ts': bare });
  north = copyOfNorth();
});

afterEach(() => {
  for (const folder of [root, north]) rmSync(folder, { recursive: true });
});

withKubectl('a fleet without a kit (skipped where no kubectl can be had)', () => {
  test('gets its first one from a tree that is adopted', async () => {
    await runImport(root, northOptions(north));
    const { 'sovereigns/fleet.ts': fleet } = filesIn(root, 'sovereigns');
    expect(fleet).toContain("import imported from '../kits/imported/kit';");
    expect(fleet).toContain('kits: [imported],');
  });
});

test('a fleet without a kit has no new Sovereign, and a person reads where a kit comes from', () => {
  const before = filesIn(root, '.');
  expect(() => runGenerator(root, (nxTree) => sovereignGenerator(nxTree, { regions: 'fsn1,nbg1' }))).toThrow(
    'sovereigns/fleet.ts: kits is not set: the fleet has no kit, and so no slots. ' +
      "Write kits: [openova], and at the top: import openova from '../kits/openova/kit'; " +
      'or adopt a tree by "npx nx g import --from=<folder>".',
  );
  expect(filesIn(root, '.')).toEqual(before);
});
