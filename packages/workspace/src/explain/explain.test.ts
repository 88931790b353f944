import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatIssue } from '@sovereign-fleet/domain';
import type { Question } from '@sovereign-fleet/compiler';
import { acmeSource, makeSpecs } from '../testing/test-workspace';
import { explainSovereign } from './explain-sovereign';
import { lineOfDeclaration } from './literal-line';

let root: string;

/** A workspace whose kit has a parameter and a feature, and whose fleet, Sovereign and region say values. */
beforeAll(() => {
  root = makeSpecs();
  edit('kits/example/parameters.ts', (text) =>
    text
      .replace(
        'export const parameters = {',
        "export const parameters = {\n  MTU: { type: 'number', description: 'b', layers: ['fleet'], default: 1500 },",
      )
      .replace('referencesTo(parameters);', "referencesTo(parameters);\nexport const mtu = () => use('MTU');"),
  );
  edit('kits/example/kit.ts', (text) =>
    text
      .replace('import { parameters, use }', 'import { mtu, parameters, use }')
      .replace('        cilium: { cluster', '        mtu: mtu(),\n        debug: false,\n        cilium: { cluster')
      .replace('  parameters,\n', "  parameters,\n  features: { dns: { default: false, description: 'DNS' } },\n")
      .replace("      name: 'bp-cert-manager',", "      name: 'bp-cert-manager',\n      where: { feature: 'dns' },"),
  );
  edit('kits/example/kit.ts', (text) => text.replaceAll("['bp-cilium', 'bp-cert-manager']", "['bp-cilium']"));
  edit('kits/example/graph.yaml', (text) => text.replaceAll('[bp-cilium, bp-cert-manager]', '[bp-cilium]'));
  edit('sovereigns/fleet.ts', (text) =>
    text.replace(
      'kits: [example],',
      'kits: [\n    example.with({\n      parameters: { MTU: 1400 },\n      environments: {\n        ' +
        "prod: { overrides: { 'bp-cilium': { debug: true } } },\n      },\n    }),\n  ],",
    ),
  );
  edit('sovereigns/acme/sovereign.ts', (text) =>
    text.replace(
      '  regions: [',
      "  features: { dns: true },\n  versions: { 'bp-cilium': { version: '1.4.1' } },\n  " +
        "overrides: { 'bp-cilium': quiet },\n  regions: [",
    ),
  );
  edit('sovereigns/acme/sovereign.ts', (text) =>
    text.replace('export default', "const quiet = { debug: { level: 'low' } };\n\nexport default"),
  );
});

test('a value is found in what is spread into a map', () => {
  const parts = 'const a = { X: { default: 1 } };\nconst b = {\n  Y: { default: 2 },\n};\n';
  const text = `${parts}export const parameters = { ...a, ...b, Z: 3 } as const;\n`;
  const line = (name: string) => lineOfDeclaration('parameters.ts', text, ['parameters', name]);
  expect(['X', 'Y', 'Z', 'W'].map(line)).toEqual([1, 3, 5, undefined]);
});

afterAll(() => {
  rmSync(root, { recursive: true });
});

function edit(file: string, change: (text: string) => string): void {
  const path = join(root, file);
  const text = readFileSync(path, 'utf8');
  const changed = change(text);
  if (changed === text) throw new Error(`nothing changed in ${file}`);
  writeFileSync(path, changed);
}

function explain(question: Question): readonly string[] {
  const text = explainSovereign(question, { root, name: 'acme', command: 'acme:explain' });
  return text.ok ? text.value.split('\n') : text.issues.map(formatIssue);
}

const layersOfDebug = [
  '  kit          false  (kits/example/kit.ts:36, bp-cilium.values.debug)',
  '  environment  true  (sovereigns/fleet.ts:10, kits[0].with.environments.prod.overrides["bp-cilium"].debug)',
];

test.each<{ what: string; question: Question; says: readonly string[] }>([
  {
    what: 'a value, with each layer that says it or what it is in',
    question: { slot: 'bp-cilium', path: 'debug.level', region: 'nbg1' },
    says: [
      'debug.level of bp-cilium in nbg1 of acme is "low"',
      ...layersOfDebug,
      '  sovereign    "low"  (sovereigns/acme/sovereign.ts:5, overrides["bp-cilium"].debug.level)',
    ],
  },
  {
    what: 'a value that a parameter feeds, and where that is said',
    question: { slot: 'bp-cilium', path: 'mtu' },
    says: [
      'mtu of bp-cilium in fsn1 of acme is 1400',
      '  kit          "${MTU}"  (kits/example/kit.ts:35, bp-cilium.values.mtu)',
      'MTU in fsn1 of acme is 1400',
      '  kit          1500  (kits/example/parameters.ts:5, parameters.MTU.default)',
      '  fleet        1400  (sovereigns/fleet.ts:8, kits[0].with.parameters.MTU)',
    ],
  },
  {
    what: 'a fact',
    question: { parameter: 'SOVEREIGN_REGION_KEY', region: 'nbg1' },
    says: [
      'SOVEREIGN_REGION_KEY in nbg1 of acme is "nbg1"',
      '  kit          "the fact regionKey of the region"  (kits/example/parameters.ts:12, ' +
        'parameters.SOVEREIGN_REGION_KEY)',
    ],
  },
  {
    what: 'a feature',
    question: { feature: 'dns' },
    says: [
      'the feature dns in fsn1 of acme is true',
      '  kit          false  (kits/example/kit.ts:25, features.dns.default)',
      '  sovereign    true  (sovereigns/acme/sovereign.ts:10, features.dns)',
    ],
  },
  {
    what: 'a version',
    question: { slot: 'bp-cilium' },
    says: [
      'the version of bp-cilium in fsn1 of acme is "1.4.1"',
      '  kit          "1.4.0"  (kits/example/kit.ts:30, bp-cilium.chart.version)',
      '  sovereign    "1.4.1"  (sovereigns/acme/sovereign.ts:11, versions["bp-cilium"])',
    ],
  },
  {
    what: 'a value of a slot that is empty there',
    question: { slot: 'bp-rtz-vcluster', path: 'rtzVcluster.none' },
    says: [
      'rtzVcluster.none of bp-rtz-vcluster in fsn1 of acme is said by nobody: the default of the chart holds',
      '  its slot is empty in that region: the chart renders nothing, whatever is said of it',
    ],
  },
  {
    what: 'a value that nobody says',
    question: { slot: 'bp-cilium', path: 'hubble.enabled' },
    says: ['hubble.enabled of bp-cilium in fsn1 of acme is said by nobody: the default of the chart holds'],
  },
])('explain tells $what', ({ question, says }) => {
  expect(explain(question)).toEqual(says);
});

const example = 'Write --slot=bp-cilium --path=a.b, or --parameter=NAME, or --feature=name.';

test.each<{ what: string; question: Question; says: readonly string[] }>([
  { what: 'nothing', question: {}, says: [`--slot is not set: nothing is asked. ${example}`] },
  {
    what: 'two things',
    question: { slot: 'bp-cilium', feature: 'dns' },
    says: [`--slot is "bp-cilium": one thing is explained at a time. ${example}`],
  },
  {
    what: 'a path of nothing',
    question: { parameter: 'MTU', path: 'a' },
    says: [`--slot is not set: a path is one in the values of a slot. ${example}`],
  },
  {
    what: 'names that there are not',
    question: { region: 'nbg2', parameter: 'MTV' },
    says: [
      '--region is "nbg2": there is none of this name. Did you mean "nbg1"? Write one of fsn1, nbg1.',
      '--parameter is "MTV": there is none of this name. Did you mean "MTU"? Write one of DMZ_VCLUSTER_ENABLED, ' +
        'MGMT_VCLUSTER_ENABLED, MTU, REGISTRY_MIRROR, RTZ_VCLUSTER_ENABLED, SOVEREIGN_FQDN, ' +
        'SOVEREIGN_REGION_CANONICAL_LABEL, SOVEREIGN_REGION_KEY, SOVEREIGN_REGION_ROLE.',
    ],
  },
  {
    what: 'a path that Helm does not take',
    question: { slot: 'bp-cilium', path: 'a[x]' },
    says: [
      '--path is "a[x]": Helm does not take it: error parsing index: strconv.Atoi: parsing "x": invalid syntax. ' +
        'Write a path of Helm\'s --set, such as "server.hosts[0].name".',
    ],
  },
])('a question about $what is refused', ({ question, says }) => {
  expect(explain(question)).toEqual(says.map((text) => `acme:explain: ${text}`));
});

test('a slot that the record leaves out has nothing to explain', () => {
  const other = makeSpecs({
    'sovereigns/acme/sovereign.ts': acmeSource.replace('regions: [', "without: ['bp-cert-manager'],\n  regions: ["),
  });
  const asked = { slot: 'bp-cert-manager', path: 'replicas' };
  const text = explainSovereign(asked, { root: other, name: 'acme', command: 'acme:explain' });
  rmSync(other, { recursive: true });
  expect(text.ok ? [] : text.issues.map(formatIssue)).toEqual([
    'acme:explain: --slot is "bp-cert-manager": "without" of sovereigns/acme/sovereign.ts leaves it out. Ask for ' +
      'another slot.',
  ]);
});
