import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logger } from '@nx/devkit';
import { filesIn, writeFiles } from '@sovereign-fleet/workspace/testing';
import { runGenerator } from '../testing/run-generator';
import initGenerator from './generator';
import presetGenerator from './preset';

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'init-')));
  writeFiles(root, {
    'package.json': '{ "name": "platform-fleet", "private": true }\n',
    'nx.json': '{}\n',
  });
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

/** What a run of init writes, and what it says. */
async function init(given: Readonly<Record<string, unknown>> = {}) {
  const said: string[] = [];
  const info = logger.info;
  logger.info = (line: string) => void said.push(line);
  try {
    const { result, changes } = runGenerator(root, (nxTree) => initGenerator(nxTree, given));
    await result();
    return { said, changes };
  } finally {
    logger.info = info;
  }
}

const firstKit = [
  'kits/openova/graph.yaml',
  'kits/openova/kit.ts',
  'kits/openova/parameters.ts',
  'kits/openova/slots/01-cilium.ts',
  'kits/openova/slots/02-cert-manager.ts',
  'kits/openova/slots/54-dmz-vcluster.ts',
  'kits/openova/slots/54-dmz-vcluster/values.schema.json',
  'kits/openova/slots/54-dmz-vcluster/values.ts',
  'kits/openova/slots/58-mgmt-vcluster.ts',
  'kits/openova/slots/58-mgmt-vcluster/values.schema.json',
  'kits/openova/slots/58-mgmt-vcluster/values.ts',
  'kits/openova/slots/59-rtz-vcluster.ts',
  'kits/openova/slots/59-rtz-vcluster/values.schema.json',
  'kits/openova/slots/59-rtz-vcluster/values.ts',
  'kits/openova/vcluster-values.ts',
];
const settings = [
  '.env',
  '.github/workflows/propose.yaml',
  '.github/workflows/review.yaml',
  '.github/workflows/upgrade.yaml',
  '.gitignore',
  'renovate.json',
  'tsconfig.json',
];

test('a bare workspace gets a fleet with its kit, settings and workflows, and is told what comes next', async () => {
  const { said, changes } = await init({ domain: 'platform.example.org' });
  const created = [...settings, ...firstKit, 'sovereigns/fleet.ts'].map((path) => `CREATE ${path}`);
  expect([...changes].sort()).toEqual([...created, 'UPDATE nx.json'].sort());
  expect(said).toEqual([
    'repository in sovereigns/fleet.ts is a placeholder: write yours.',
    'Next: npx nx g sovereign --regions=fsn1,nbg1',
  ]);
  const {
    'sovereigns/fleet.ts': fleet,
    'nx.json': nxJson = '',
    '.gitignore': ignored,
    '.env': environment,
  } = filesIn(root, '.');
  expect(environment).toMatch(/^NX_ISOLATE_PLUGINS=false$/m);
  expect(fleet).toBe(`import { defineFleet } from '@sovereign-fleet/nx';
import openova from '../kits/openova/kit';

/** What all Sovereigns share. */
export default defineFleet({
  kits: [openova],
  domain: 'platform.example.org',
  repository: { url: 'https://git.example.com/platform/fleet', branch: 'main' },
});
`);
  expect(JSON.parse(nxJson)).toEqual({
    analytics: false,
    cacheDirectory: '.nx/cache',
    plugins: ['@sovereign-fleet/nx/plugin'],
    pluginsConfig: { '@nx/js': { projectsAffectedByDependencyUpdates: 'auto' } },
    sync: { globalGenerators: ['@sovereign-fleet/nx:compile'] },
  });
  expect(ignored).toBe('node_modules/\ndist/\n.nx/\n.env.local\n.sovereign-fleet-*/\n');
});

test('a second run changes nothing', async () => {
  await init();
  const before = filesIn(root, '.');
  expect((await init()).changes).toEqual([]);
  expect(filesIn(root, '.')).toEqual(before);
});

test('what a workspace has stays as it is, and what it lacks is added', async () => {
  writeFiles(root, {
    'package.json': '{ "devDependencies": { "@sovereign-fleet/nx": "^0.0.1", "nx": "^24.0.0" } }\n',
    'nx.json': '{ "analytics": true, "plugins": [{ "plugin": "@nx/js" }], "cacheDirectory": "cache" }\n',
    '.gitignore': '/dist\nmine\nnode_modules',
    'tsconfig.json': '{}\n',
    'renovate.json': '{ "mine": true }\n',
    'kits/openova/kit.ts': '// mine\n',
  });
  const { changes } = await init();
  expect(changes.filter((line) => line.startsWith('UPDATE')).sort()).toEqual([
    'UPDATE .gitignore',
    'UPDATE nx.json',
    'UPDATE package.json',
  ]);
  expect(changes.filter((line) => /kits\/|\.env$/.test(line))).toEqual([]);
  const files = filesIn(root, '.');
  expect(files['.gitignore']).toBe('/dist\nmine\nnode_modules\n.nx/\n.env.local\n.sovereign-fleet-*/\n');
  expect(JSON.parse(files['nx.json'] ?? '')).toMatchObject({
    analytics: true,
    cacheDirectory: 'cache',
    plugins: [{ plugin: '@nx/js' }, '@sovereign-fleet/nx/plugin'],
  });
  const { devDependencies } = JSON.parse(files['package.json'] ?? '') as { devDependencies: object };
  expect(devDependencies).toEqual({
    '@sovereign-fleet/nx': expect.stringMatching(/^\d+\.\d+\.\d+$/) as string,
    nx: '^24.0.0',
  });
});

test('without a kit the fleet has none, and the next step is an import', async () => {
  const { said, changes } = await init({
    kit: 'none',
    domain: 'a.example.org',
    repository: 'https://git.example.org/a/b',
  });
  expect(changes.filter((line) => line.includes('kits/'))).toEqual([]);
  expect(filesIn(root, 'sovereigns')['sovereigns/fleet.ts']).toContain('\n  kits: [],\n');
  expect(said).toEqual(['Next: npx nx g import --from=<folder of a tree>']);
});

test('a quote in an option stays text', async () => {
  await init({ repository: "https://git.example.org/o'hara/fleet" });
  expect(filesIn(root, 'sovereigns')['sovereigns/fleet.ts']).toContain(
    "repository: { url: 'https://git.example.org/o\\'hara/fleet', branch: 'main' },",
  );
});

test('create-nx-workspace gets the same', async () => {
  const { result, changes } = runGenerator(root, (nxTree) => presetGenerator(nxTree));
  await result();
  expect(changes).toContain('CREATE sovereigns/fleet.ts');
});

test.each([
  {
    given: { kit: 'mine' },
    says:
      'command line: --kit is "mine": the package brings the kit openova alone. ' +
      'Write --kit=openova, or --kit=none and then "npx nx g import --from=<folder>".',
  },
  {
    given: { domain: 'Not_A.Domain' },
    says:
      'command line: --domain is "Not_A.Domain": it has "_", and a DNS name has only a-z, 0-9 and "-". ' +
      'Write a DNS name such as "acme.example.com".',
  },
  {
    given: { repository: 'git@git.example.com:a/b' },
    says:
      'command line: --repository is "git@git.example.com:a/b": Flux reads a GitRepository by https://, ssh:// or ' +
      "http://. Write a URL such as 'https://example.com/org/fleet'.",
  },
  {
    given: { kti: 'none' },
    says:
      'command line: --kti is "none": there is no such option. Did you mean "--kit"? ' +
      'Write one of --kit, --domain, --repository, --dry-run.',
  },
])('init refuses $given and writes nothing', ({ given, says }) => {
  const before = filesIn(root, '.');
  expect(() => runGenerator(root, (nxTree) => initGenerator(nxTree, given))).toThrow(says);
  expect(filesIn(root, '.')).toEqual(before);
});
