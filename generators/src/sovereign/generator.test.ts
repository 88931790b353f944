import { rmSync } from 'node:fs';
import { logger } from '@nx/devkit';
import { FsTree } from 'nx/src/generators/tree';
import { exampleKit, filesIn, makeSpecs, writeFiles } from '@sovereign-fleet/workspace/testing';
import { runGenerator } from '../testing/run-generator';
import sovereignGenerator from './generator';
import type { SovereignOptions } from './options';

let root: string;

beforeEach(() => {
  root = makeSpecs();
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

const run = (options: SovereignOptions) => runGenerator(root, (tree) => sovereignGenerator(tree, options)).changes;

test.each([{ regions: 'fsn1' }, { regions: 'hel1,nbg1' }])(
  'a spec that another command has written since is left to it, whether or not it is the same: $regions',
  ({ regions }) => {
    run({ regions: 'fsn1' });
    const tree = new FsTree(root, false);
    const children = tree.children.bind(tree);
    tree.children = (folder) => children(folder).filter((name) => name !== 'sovereign-1'); // as the command began
    expect(() => sovereignGenerator(tree, { regions })).toThrow(
      'sovereigns/sovereign-1/sovereign.ts: file is "there": another command has written it since this one ' +
        'began. Run the command again.',
    );
  },
);

test('nx g sovereign makes a spec and a tree from a name and regions', () => {
  const changes = run({ name: 'demo', regions: ['hel1', 'aws:eu-central-1'] });
  expect(changes.filter((change) => !change.startsWith('CREATE gitops-out/clusters/demo.fleet.example.com/'))).toEqual([
    'CREATE sovereigns/demo/sovereign.ts',
  ]);
  expect(filesIn(root, 'sovereigns/demo')).toEqual({
    'sovereigns/demo/sovereign.ts': `import { defineSovereign } from '../../kits/example/kit';

export default defineSovereign({
  fqdn: 'demo.fleet.example.com',
  environment: 'prod',
  regions: [
    { key: 'hel1', provider: 'hetzner', role: 'primary' },
    { key: 'eu-central-1', provider: 'aws', role: 'secondary' },
  ],
});
`,
  });
  const slots = exampleKit().slots.map(({ number, name }) => `bootstrap-kit/${number}-${name.replace('bp-', '')}.yaml`);
  const region = [
    'bootstrap-kit.yaml',
    'bootstrap-kit/kustomization.yaml',
    'bootstrap-kit-ready/config-map.yaml',
    'bootstrap-kit-ready/kustomization.yaml',
    'flux-system/gotk-sync.yaml',
    'flux-system/kustomization.yaml',
    'flux-system/notifications.yaml',
    'kustomization.yaml',
  ];
  const paths = [
    ...slots,
    'bootstrap-kit/kustomization.yaml',
    ...['eu-central-1', 'hel1'].flatMap((key) => region.map((file) => `${key}/${file}`)),
  ];
  const folder = 'gitops-out/clusters/demo.fleet.example.com';
  expect(Object.keys(filesIn(root, 'gitops-out'))).toEqual(paths.map((path) => `${folder}/${path}`).sort());
});

test('every option of nx g sovereign has its effect', () => {
  run({ name: 'demo', regions: 'fsn1, nbg1', primary: 'nbg1', environment: 'stg', fqdn: 'demo.example.org' });
  const spec = filesIn(root, 'sovereigns/demo')['sovereigns/demo/sovereign.ts'];
  expect(spec).toContain("fqdn: 'demo.example.org'");
  expect(spec).toContain("environment: 'stg'");
  expect(spec).toContain("{ key: 'fsn1', provider: 'hetzner', role: 'secondary' }");
  expect(spec).toContain("{ key: 'nbg1', provider: 'hetzner', role: 'primary' }");
});

test('nx g sovereign leaves the trees of other Sovereigns alone', () => {
  writeFiles(root, { 'gitops-out/clusters/other.example.com/stale.yaml': 'stale' });
  expect(run({ name: 'demo', regions: ['fsn1'] }).filter((change) => change.includes('other.example.com'))).toEqual([]);
});

test('nx g sovereign without a name takes the next free one, and says so', () => {
  const said: unknown[] = [];
  const { info } = logger;
  logger.info = (text) => said.push(text);
  try {
    run({ regions: ['fsn1'] });
    run({ regions: ['fsn1'] });
  } finally {
    logger.info = info;
  }
  expect(said).toEqual([
    'No name was given: this Sovereign is "sovereign-1".',
    'No name was given: this Sovereign is "sovereign-2".',
  ]);
});

const nameRemedy = 'Write a name such as "acme"';
const regionsOfHetzner = 'Write one of fsn1, nbg1, hel1, ash, hil, sin';
const hasOfHetzner = 'Hetzner has fsn1, nbg1, hel1, ash, hil, sin';
const ok = { name: 'demo', regions: ['fsn1', 'nbg1'] };

test.each<{ what: string; options: SovereignOptions; says: string }>([
  {
    what: 'no region',
    options: { name: 'demo' },
    says: '--regions is not set: no region is named. Name one or more, such as --regions=fsn1,nbg1.',
  },
  {
    what: 'an empty list of regions',
    options: { name: 'demo', regions: [''] },
    says: '--regions is [""]: no region is named. Name one or more, such as --regions=fsn1,nbg1.',
  },
  {
    what: 'an unknown region',
    options: { name: 'demo', regions: ['fsn'] },
    says: `--regions is "fsn": no provider has a region "fsn". Did you mean "fsn1"? ${hasOfHetzner}.`,
  },
  {
    what: 'an unknown provider',
    options: { name: 'demo', regions: ['hetzer:fsn1'] },
    says:
      '--regions is "hetzer:fsn1": there is no provider "hetzer". ' +
      'Did you mean "hetzner"? Write one of hetzner, huawei, oci, aws, gcp, azure, contabo.',
  },
  {
    what: 'a region that its provider does not have',
    options: { name: 'demo', regions: ['hetzner:fsn2'] },
    says: `--regions is "hetzner:fsn2": Hetzner has no region "fsn2". Did you mean "fsn1"? ${regionsOfHetzner}.`,
  },
  {
    what: 'a key that two providers have',
    options: { name: 'demo', regions: ['ap-southeast-1'] },
    says:
      '--regions is "ap-southeast-1": Huawei Cloud and AWS both have a region "ap-southeast-1". ' +
      'Write "huawei:ap-southeast-1" or "aws:ap-southeast-1".',
  },
  {
    what: 'a region named twice',
    options: { name: 'demo', regions: ['fsn1', 'hetzner:fsn1'] },
    says: '--regions is "hetzner:fsn1": the region "fsn1" is named twice. Name every region once.',
  },
  {
    what: 'one key of two providers',
    options: { name: 'demo', regions: ['aws:ap-southeast-1', 'huawei:ap-southeast-1'] },
    says:
      '--regions is "huawei:ap-southeast-1": "huawei:ap-southeast-1" and "aws:ap-southeast-1" would share the ' +
      'folder "ap-southeast-1" in the tree. Take one of them.',
  },
  {
    what: 'a primary and no region',
    options: { name: 'demo', regions: true, primary: 'fsn1' },
    says:
      '--regions is true: no region is named. Name one or more, such as --regions=fsn1,nbg1.\ncommand line: ' +
      '--primary is "fsn1": it is not one of the regions. Name it in --regions too.',
  },
  {
    what: 'a primary that is not among the regions',
    options: { ...ok, primary: 'nbg' },
    says: '--primary is "nbg": it is not one of the regions. Did you mean "nbg1"? Write one of fsn1, nbg1.',
  },
  {
    what: 'an environment that there is not',
    options: { ...ok, environment: 'production' },
    says:
      '--environment is "production": there is no such environment. ' +
      'Did you mean "prod"? Write one of prod, stg, uat, dev, poc.',
  },
  {
    what: 'a name with upper case',
    options: { ...ok, name: 'Demo' },
    says: 'name is "Demo": it has upper-case letters. Write "demo".',
  },
  {
    what: 'a name that leads elsewhere',
    options: { ...ok, name: '..' },
    says: `name is "..": it has "..", and it becomes a folder's name. ${nameRemedy}.`,
  },
  {
    what: 'a name with a slash',
    options: { ...ok, name: 'a/b' },
    says: `name is "a/b": it has "/", and it becomes a folder's name. ${nameRemedy}.`,
  },
  {
    what: 'a name that is too long',
    options: { ...ok, name: 'a'.repeat(64) },
    says: `name is "${'a'.repeat(64)}": it has 64 characters, and a DNS label has at most 63. ${nameRemedy}.`,
  },
  {
    what: 'a name that is a number',
    options: { ...ok, name: 123 },
    says: `name is "123": it begins with a digit. ${nameRemedy}.`,
  },
  {
    what: 'a reserved name',
    options: { ...ok, name: 'fleet' },
    says: 'name is "fleet": the name is reserved. Write another name, such as "fleet-1".',
  },
  {
    what: 'a name that is taken',
    options: { ...ok, name: 'acme', regions: ['fsn1', 'hel1'] },
    says:
      'name is "acme": the name is taken by another Sovereign, acme.example.com in fsn1, nbg1 ' +
      '(sovereigns/acme/sovereign.ts). Choose another name, or edit sovereigns/acme/sovereign.ts and run "nx ' +
      'sync".',
  },
  {
    what: 'an FQDN that is taken',
    options: { ...ok, fqdn: 'acme.example.com' },
    says:
      '--fqdn is "acme.example.com": the FQDN is taken by another Sovereign, "acme" ' +
      '(sovereigns/acme/sovereign.ts). Choose another with --fqdn.',
  },
  {
    what: 'an FQDN that is not a DNS name',
    options: { ...ok, fqdn: '../demo.example.com' },
    says:
      '--fqdn is "../demo.example.com": it has "..", and it becomes a folder\'s name. ' +
      'Write a DNS name such as "acme.example.com".',
  },
])('nx g sovereign refuses $what and writes nothing', ({ options, says }) => {
  const before = filesIn(root, '.');
  const tree = new FsTree(root, false);
  expect(() => sovereignGenerator(tree, options)).toThrow(
    new Error(`${says.includes('\n') ? '2 problems' : '1 problem'}, nothing was written\ncommand line: ${says}`),
  );
  expect(tree.listChanges()).toEqual([]);
  expect(filesIn(root, '.')).toEqual(before);
});

test('nx g sovereign names every problem of its options at once', () => {
  const options = { name: 'Demo', regions: ['fsn', 'nbg'], primary: 'hel1', environment: 'x' };
  expect(() => run(options)).toThrow(/^5 problems, nothing was written\n(command line: .*\n){4}command line: .*$/);
});

test('--kit names the kit of the new Sovereign, and one that the fleet does not have is refused', () => {
  run({ name: 'demo', regions: 'fsn1', kit: 'example' });
  expect(filesIn(root, 'sovereigns')['sovereigns/demo/sovereign.ts']).toContain("from '../../kits/example/kit'");
  expect(() => run({ name: 'other', regions: 'fsn1', kit: 'exampel' })).toThrow(
    'command line: --kit is "exampel": the fleet has no such kit. Did you mean "example"? Write one of example.',
  );
});

test('a name that a Sovereign of another kit has says of which', () => {
  const kit = Object.entries(filesIn(root, 'kits/example')).map(([file, text]) => {
    return [file.replace('kits/example', 'kits/other'), text.replace("name: 'example'", "name: 'other'")] as const;
  });
  const fleet = filesIn(root, 'sovereigns')['sovereigns/fleet.ts'] ?? '';
  const named = `import other from '../kits/other/kit';\n${fleet.replace('[example]', '[example, other]')}`;
  writeFiles(root, { ...Object.fromEntries(kit), 'sovereigns/fleet.ts': named });
  expect(() => run({ name: 'acme', kit: 'other', regions: ['fsn1', 'nbg1'], fqdn: 'acme.example.com' })).toThrow(
    'command line: name is "acme": the name is taken by another Sovereign, acme.example.com in fsn1, nbg1 of kit ' +
      '"example" (sovereigns/acme/sovereign.ts). Choose another name,',
  );
});
