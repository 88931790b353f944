import { rmSync } from 'node:fs';
import { compile, resolve } from '@sovereign-fleet/compiler';
import { allOf, formatIssue, type Issue } from '@sovereign-fleet/domain';
import { acmeSource, makeSpecs, writeFiles } from '../testing/test-workspace';
import { readFleetRecordAt, wholeFleet } from './read-fleet';
import { specImportsReader } from './spec-imports';

let root: string;

afterEach(() => {
  rmSync(root, { recursive: true });
});

const slot =
  "number: '01', name: 'bp-one', chart: { name: 'bp-one', version: '1.0.0' }, namespace: { name: 'one', from: 'slot' }";

/** A kit of one slot. */
const small = `import { defineKit, referencesTo, sovereignsOf } from '@sovereign-fleet/nx';

const parameters = { FQDN: { type: 'string', fact: 'fqdn' } } as const;
const { use } = referencesTo(parameters);
const small = defineKit({
  name: 'small',
  sources: { registry: { type: 'oci', url: 'oci://registry.example.com/charts' } },
  labels: {},
  annotations: { 'example.com/sovereign': use('FQDN') },
  parameters,
  slots: [{ ${slot}, dependsOn: [] }],
});

export default small;
export const defineSovereign = sovereignsOf(small);
`;

const files = {
  'kits/small/kit.ts': small,
  'kits/small/graph.yaml': "slots:\n  - { slot: '01', name: bp-one, depends_on: [] }\n",
  'sovereigns/fleet.ts': `import { defineFleet } from '@sovereign-fleet/nx';
import example from '../kits/example/kit';
import small from '../kits/small/kit';

export default defineFleet({
  kits: [example, small],
  domain: 'example.com',
  repository: { url: 'https://git.example.com/platform/fleet', branch: 'main' },
});
`,
  'sovereigns/globex/sovereign.ts': acmeSource
    .replace("'@sovereign-fleet/nx'", "'../../kits/small/kit'")
    .replace('acme.example.com', 'globex.example.com'),
};

test('each Sovereign has the slots of its own kit, and the first of the fleet where it names none', () => {
  root = makeSpecs(files);
  const record = wholeFleet(readFleetRecordAt(root));
  if (!record.ok) throw new Error(record.issues.map(formatIssue).join('\n'));
  const { fleet, kits, sovereigns } = record.value;
  const topologies = allOf(sovereigns.map((sovereign) => resolve({ sovereign, fleet, kits })));
  const paths = [...compile(topologies.ok ? topologies.value : []).keys()];
  const slotsOf = (fqdn: string) =>
    paths.filter((path) => path.startsWith(`clusters/${fqdn}.example.com/bootstrap-kit/`));
  expect(slotsOf('acme')).toHaveLength(6);
  expect(slotsOf('globex')).toEqual([
    'clusters/globex.example.com/bootstrap-kit/01-one.yaml',
    'clusters/globex.example.com/bootstrap-kit/kustomization.yaml',
  ]);
});

test('a Sovereign of a kit that the fleet does not have is refused', () => {
  const withoutSmall = files['sovereigns/fleet.ts'].replace('[example, small]', '[example]');
  root = makeSpecs({ ...files, 'sovereigns/fleet.ts': withoutSmall });
  const record = wholeFleet(readFleetRecordAt(root));
  const issues = record.ok
    ? record.value.sovereigns.flatMap((sovereign): readonly Issue[] => {
        const topology = resolve({ sovereign, ...record.value });
        return topology.ok ? [] : topology.issues;
      })
    : record.issues;
  expect(issues.map(formatIssue)).toEqual([
    'sovereigns/globex/sovereign.ts: kit is "small": the fleet has no such kit. Write one of example.',
  ]);
});

function issuesWith(more: Readonly<Record<string, string>>): readonly string[] {
  root = makeSpecs({ ...files, ...more });
  const record = wholeFleet(readFleetRecordAt(root));
  return record.ok ? [] : record.issues.map(formatIssue);
}

test('a fault in a kit is one Issue, of the kit, however many specs import it', () => {
  const broken = small.replace("{ type: 'string', fact: 'fqdn' }", '{');
  expect(issuesWith({ 'kits/small/kit.ts': broken })).toEqual([
    expect.stringMatching(
      /^kits\/small\/kit\.ts: error is ".+": the file cannot be loaded\. Mend kits\/small\/kit\.ts, line \d+\.$/,
    ),
  ]);
});

test.each([
  {
    what: 'a fleet without a kit',
    more: { 'sovereigns/fleet.ts': files['sovereigns/fleet.ts'].replace('[example, small]', '[]') },
    says:
      'sovereigns/fleet.ts: kits is not set: the fleet has no kit, and so no slots. Write kits: [openova], and at ' +
      'the top: import openova from \'../kits/openova/kit\'; or adopt a tree by "npx nx g import --from=<folder>".',
  },
  {
    what: 'a kit that is named twice',
    more: { 'sovereigns/fleet.ts': files['sovereigns/fleet.ts'].replace('[example, small]', '[small, small]') },
    says: expect.stringMatching(
      /^sovereigns\/fleet\.ts: kits\[1\] is .+: kits\[0\] is the same kit\. Name every kit once\.$/,
    ) as string,
  },
  {
    what: 'a kit with the name of no folder',
    more: { 'kits/small/kit.ts': small.replace("name: 'small'", "name: 'smal'") },
    says:
      'sovereigns/fleet.ts: kits[1].name is "smal": there is no kits/smal/kit.ts, and a kit has the name of its ' +
      'folder. Write the name of the folder into the kit.',
  },
  {
    what: 'a kit whose name leads out of kits/',
    more: { 'kits/small/kit.ts': small.replace("name: 'small'", "name: '../sovereigns/globex'") },
    says: expect.stringMatching(
      /^sovereigns\/fleet\.ts: kits\[1\] is .+: it is not a kit\. Write kits: \[openova\]/,
    ) as string,
  },
  {
    what: 'a graph that does not know a slot',
    more: { 'kits/small/graph.yaml': 'slots: []\n' },
    says:
      'kits/small/kit.ts: slots is "bp-one": kits/small/graph.yaml has no such slot. Undo the change, or have it ' +
      'reviewed and write into kits/small/graph.yaml: { slot: "01", name: bp-one, depends_on: [] }.',
  },
])('$what is refused', ({ more, says }) => {
  expect(issuesWith(more)).toEqual([says]);
});

const ofKit = 'a kit may import @sovereign-fleet/nx and files of its own folder';
const ofSpec =
  'a spec may import @sovereign-fleet/nx, files of its own folder, files beside sovereigns/fleet.ts and its kit ' +
  '(kits/<kit>/kit.ts)';

test.each([
  {
    file: 'kits/small/kit.ts',
    text: "import '../example/parameters';\n",
    says: `import is "../example/parameters": ${ofKit}. Move kits/example/parameters.ts into the kit.`,
  },
  {
    file: 'kits/small/kit.ts',
    text: "import '../../sovereigns/fleet';\n",
    says: `import is "../../sovereigns/fleet": ${ofKit}. Move sovereigns/fleet.ts into the kit.`,
  },
  {
    file: 'kits/small/kit.ts',
    text: "import '@sovereign-fleet/renderer';\n",
    says: `import is "@sovereign-fleet/renderer": ${ofKit}. Write down what it would give, as plain data.`,
  },
  {
    file: 'kits/small/kit.ts',
    text: 'export const now = Date.now();\n',
    says:
      'name is "Date": a kit says the same on every machine and at any time, so it may not ask for what it neither ' +
      'declares nor imports. Write plain data in line 1.',
  },
  {
    file: 'sovereigns/globex/sovereign.ts',
    text: "import '../../kits/example/parameters';\n",
    says:
      `import is "../../kits/example/parameters": ${ofSpec}. Move kits/example/parameters.ts beside ` +
      'sovereigns/fleet.ts, or into the folder of the spec.',
  },
])('$file with $text is refused', ({ file, text, says }) => {
  root = makeSpecs();
  writeFiles(root, { [file]: text });
  expect(specImportsReader(root)(file).issues.map(formatIssue)).toEqual([`${file}: ${says}`]);
});

test('broken syntax is for the loader to tell, not a name that seems to be missing', () => {
  root = makeSpecs();
  writeFiles(root, { 'sovereigns/acme/sovereign.ts': 'export const region = ;\n' });
  expect(specImportsReader(root)('sovereigns/acme/sovereign.ts').issues).toEqual([]);
});
