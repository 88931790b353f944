// Through the real Nx: what a person reads last, and which line it names.
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  acmeSource,
  filesIn,
  makeCompiledWorkspace,
  nx,
  type NxProcess,
  startNx,
  writeFiles,
} from '@sovereign-fleet/workspace/testing';

let root: string;
let oneNx: NxProcess;

beforeAll(async () => {
  root = makeCompiledWorkspace();
  oneNx = await startNx(root);
});

afterAll(async () => {
  await oneNx.stop();
  rmSync(root, { recursive: true });
});

type Command = (...args: readonly string[]) => ReturnType<typeof nx> | ReturnType<NxProcess['command']>;

/** What a command says of files that are added for it, line by line, and that it fails and writes nothing. */
async function refusal(files: Readonly<Record<string, string>>, command: Command, ...args: readonly string[]) {
  const before = filesIn(root, 'gitops-out');
  const own = { ...filesIn(root, 'sovereigns'), ...filesIn(root, 'kits') };
  writeFiles(root, files);
  const { status, output } = await command(...args);
  for (const path of Object.keys(files)) rmSync(join(root, path));
  writeFiles(root, own);
  expect(status).toBe(1);
  expect(filesIn(root, 'gitops-out')).toEqual(before);
  // Nx's plugin says beside that a file is no whole spec.
  return output.split('\n').filter((line) => line.trim() !== '' && !line.includes('is no whole spec'));
}

const specs: Readonly<Record<string, string>> = {
  'sovereigns/awaits/sovereign.ts': '// now\nconst later = async () => ({});\nexport default await later();\n',
  'sovereigns/circle/sovereign.ts': "import { b } from './part';\nexport const a = 1;\nexport default { a, b };\n",
  'sovereigns/circle/part.ts': "import { a } from './sovereign';\nexport const b = a + 1;\n",
  'sovereigns/deep/sovereign.ts':
    'interface Deep {\n  a: number;\n}\nconst f = (n: number): Deep => ({ a: f(n + 1).a });\nexport default f(1);\n',
  'sovereigns/exits/sovereign.ts': '\nprocess.exit(0);\n',
  'sovereigns/imports/sovereign.ts': "import { first } from './first';\nexport default { first };\n",
  'sovereigns/imports/first.ts':
    'interface A {\n  b: string;\n}\nconst list: A[] = [];\nexport const first = list[0]!.b;\n',
  'sovereigns/later/sovereign.ts':
    "const later = async () => {\n  throw new Error('x');\n};\nexport default later();\n",
  'sovereigns/misses/sovereign.ts': "// one\nimport { nope } from './nope';\nexport default { nope };\n",
  'sovereigns/neighbour/sovereign.ts': "import { a } from '../circle/sovereign';\nexport default { a };\n",
  'sovereigns/spells/sovereign.ts': "import { a } from '../spelling';\nexport default { a };\n",
  'sovereigns/spelling.ts': 'export const a = 1;\nexport const = 2;\n',
  'sovereigns/throws/sovereign.ts':
    "interface A {\n  b: string;\n}\nexport default {};\nthrow new Error('not today\\nand not tomorrow');\n",
  'sovereigns/throws-text/sovereign.ts': "throw 'just text';\n",
};

const says = [
  ' NX   11 problems, nothing was written',
  'sovereigns/awaits/sovereign.ts: await is "sovereigns/awaits/sovereign.ts, line 3": it is outside of any ' +
    'function, and what is loaded cannot wait. Write down what it waits for, as plain data.',
  'sovereigns/circle/part.ts: import is "sovereigns/circle/part.ts → sovereigns/circle/sovereign.ts → ' +
    'sovereigns/circle/part.ts": files import each other. Move what they share into a file that imports none of them.',
  'sovereigns/deep/sovereign.ts: error is "Maximum call stack size exceeded": the file cannot be loaded. ' +
    'Mend sovereigns/deep/sovereign.ts, line 4.',
  'sovereigns/exits/sovereign.ts: name is "process": a spec says the same on every machine and at any time, so ' +
    'it may not ask for what it neither declares nor imports. Write plain data in line 2.',
  'sovereigns/imports/sovereign.ts: error is "Cannot read properties of undefined (reading \'b\')": the file ' +
    'cannot be loaded. Mend sovereigns/imports/first.ts, line 5.',
  'sovereigns/later/sovereign.ts: default export is "a promise": it is there later, and what is loaded cannot ' +
    'wait. Export the record itself, without "async" and "import()".',
  'sovereigns/misses/sovereign.ts: import is "./nope": there is no such file. ' +
    'Name a file that is there, such as "./versions".',
  'sovereigns/neighbour/sovereign.ts: import is "../circle/sovereign": a spec may import ' +
    '@sovereign-fleet/nx, files of its own folder, files beside sovereigns/fleet.ts and its kit ' +
    '(kits/<kit>/kit.ts). ' +
    'Move sovereigns/circle/sovereign.ts beside sovereigns/fleet.ts, or into the folder of the spec.',
  'sovereigns/spells/sovereign.ts: error is "Variable declaration expected": the file cannot be loaded. ' +
    'Mend sovereigns/spelling.ts, line 2.',
  'sovereigns/throws/sovereign.ts: error is "not today": the file cannot be loaded. ' +
    'Mend sovereigns/throws/sovereign.ts, line 5.',
  'sovereigns/throws-text/sovereign.ts: error is "just text": the file cannot be loaded. Mend the file.',
];

test.each(['sync', 'sync:check'])(
  'nx %s ends with every Issue, by file and line, and writes nothing',
  async (command) => {
    const newNx = (...args: readonly string[]) => nx(root, ...args);
    expect(await refusal(specs, newNx, command)).toEqual(says);
    expect(await refusal(specs, oneNx.command, command)).toEqual(says);
  },
);

const endless: Readonly<Record<string, string>> = {
  'sovereigns/endless.ts': 'export const a = 1;\nfor (;;);\n',
  'sovereigns/endless-1/sovereign.ts': "import { a } from '../endless';\nexport default { a };\n",
  'sovereigns/endless-2/sovereign.ts': "import { a } from '../endless';\nexport default { a };\n",
};

test('what never ends is stopped, and each spec that imports it says so', async () => {
  expect(await refusal(endless, oneNx.command, 'sync')).toEqual([
    ' NX   2 problems, nothing was written',
    ...['endless-1', 'endless-2'].map(
      (name) =>
        `sovereigns/${name}/sovereign.ts: loading is "endless": it had not ended after 10 seconds, and was ` +
        'stopped in sovereigns/endless.ts. Look there for a loop without an end.',
    ),
  ]);
});

const kit = 'kits/example';

test.each([
  {
    what: 'a syntax error',
    files: { [`${kit}/kit.ts`]: 'export const a = 1;\nexport default {[;\n' },
    says: `${kit}/kit.ts: error is "Expression expected": the file cannot be loaded. Mend ${kit}/kit.ts, line 2.`,
  },
  {
    what: 'a syntax error in what it imports',
    files: { [`${kit}/parameters.ts`]: 'export const use = ;\nexport const parameters = {};\n' },
    says:
      `${kit}/kit.ts: error is "Expression expected": the file cannot be loaded. ` +
      `Mend ${kit}/parameters.ts, line 1.`,
  },
  {
    what: 'a name that there is not',
    files: { [`${kit}/kit.ts`]: 'export default {\n  slots: nope,\n};\n' },
    says:
      `${kit}/kit.ts: name is "nope": a kit says the same on every machine and at any time, so it may not ask for ` +
      'what it neither declares nor imports. Write plain data in line 2.',
  },
  {
    what: 'another export',
    files: { [`${kit}/kit.ts`]: 'export const kit = {};\n' },
    says:
      'sovereigns/fleet.ts: kits[0] is not set: it is not a kit. Write kits: [openova], and at the top: import ' +
      "openova from '../kits/openova/kit'.",
  },
  {
    what: 'the name of another folder',
    files: { [`${kit}/kit.ts`]: "export default { name: 'other' };\n" },
    says:
      'sovereigns/fleet.ts: kits[0].name is "other": there is no kits/other/kit.ts, and a kit has the name of its ' +
      'folder. Write the name of the folder into the kit.',
  },
  {
    what: 'a reviewed graph without a colon',
    files: { [`${kit}/graph.yaml`]: 'slots\n  - { slot: "01", name: a, depends_on: [] }\n' },
    says:
      `${kit}/graph.yaml: error is "Implicit keys need to be on a single line at line 1, column 1": the file is not ` +
      'YAML. Write ":" behind the key of that line, such as "slots:".',
  },
])('a kit with $what is told without a backtrace', async ({ files, says: issue }) => {
  expect(await refusal(files, oneNx.command, 'sync')).toEqual([' NX   1 problem, nothing was written', issue]);
});

test.each([
  {
    file: 'sovereigns/fleet.ts',
    says:
      'sovereigns/fleet.ts: default export is not set: there is no such file. ' +
      'Restore it, as by "git restore sovereigns/fleet.ts", or write ' +
      "export default defineFleet({ domain: 'example.com', repository: { url: 'https://…', branch: 'main' } }).",
  },
  {
    file: `${kit}/kit.ts`,
    says:
      'sovereigns/fleet.ts: import is "../kits/example/kit": there is no such file. ' +
      'Name a file that is there, such as "./versions".',
  },
  {
    file: `${kit}/graph.yaml`,
    says:
      `${kit}/graph.yaml: reviewed graph is not set: there is no such file. Restore it, as by "git restore ` +
      `${kit}/graph.yaml", or write "slots:" and a row for each slot.`,
  },
])('where $file is missing, the message says to restore it', async ({ file, says: issue }) => {
  renameSync(join(root, file), join(root, 'aside'));
  const { status, output } = await oneNx.command('sync:check');
  renameSync(join(root, 'aside'), join(root, file));
  expect(output).toContain(` NX   1 problem, nothing was written\n\n${issue}\n`);
  expect(output).not.toContain('nx.json');
  expect(status).toBe(1);
});

const regions = 'Write one of --name, --regions, --primary, --environment, --kit, --fqdn, --dry-run.';

test.each([
  {
    args: ['demo', '--region=fsn1'],
    says: `--region is "fsn1": there is no such option. Did you mean "--regions"? ${regions}`,
  },
  {
    args: ['demo', '--Regions=fsn1'],
    says: `--Regions is "fsn1": there is no such option. Did you mean "--regions"? ${regions}`,
  },
  {
    args: ['demo', '--regions=fsn1', '--dryrun'],
    says: `--dryrun is true: there is no such option. Did you mean "--dry-run"? ${regions}`,
  },
  {
    args: ['demo', '--regions=fsn1,', 'nbg1'],
    says:
      'argument is "nbg1": no option comes before it. Did you mean "--regions=fsn1,nbg1"? Write the regions ' +
      'without a blank between them.',
  },
  {
    args: ['demo', '--regions', 'fsn1', 'nbg1'],
    says:
      'argument is "nbg1": no option comes before it. Did you mean "--regions=fsn1,nbg1"? Write the regions ' +
      'without a blank between them.',
  },
  {
    args: ['--regions=fsn1,', 'nbg1'],
    says:
      'name is "nbg1": it is a region, and would be the name of the Sovereign. ' +
      'Did you mean "--regions=fsn1,nbg1"? Write the regions without a blank between them.',
  },
  {
    args: ['demo', 'more', '--regions=fsn1'],
    says:
      'argument is "more": no option comes before it. Leave it out: a Sovereign has one name, and all else is an ' +
      'option.',
  },
  {
    args: ['demo', '--regions=fsn1', '--primary'],
    says: '--primary is true: it needs one value. Write --primary=<value>.',
  },
  {
    args: ['demo', '--regions=fsn1', '--fqdn=1'],
    says: '--fqdn is "1": it has one label, and an FQDN has two or more. Write a DNS name such as "acme.example.com".',
  },
  {
    args: ['demo', '--no-regions'],
    says: '--regions is false: it needs one value. Write --regions=<value>.',
  },
])('nx g sovereign $args is refused with what to do instead', async ({ args, says: issue }) => {
  expect(await refusal({}, oneNx.command, 'g', 'sovereign', ...args)).toEqual([
    ' NX  Generating @sovereign-fleet/nx:sovereign',
    ' NX   1 problem, nothing was written',
    `command line: ${issue}`,
  ]);
});

test('a value that a chart refuses is blamed on the override in the spec, on one line', async () => {
  const given = `role: 'secondary', overrides: { 'bp-dmz-vcluster': { dmzVcluster: { enabld: true } } }`;
  writeFiles(root, { 'sovereigns/acme/sovereign.ts': acmeSource.replace("role: 'secondary'", given) });
  expect(await oneNx.command('sync')).toMatchObject({ status: 0 });
  const { status, output } = await oneNx.task('acme:render', { offline: true, allowMissingCharts: true });
  writeFiles(root, { 'sovereigns/acme/sovereign.ts': acmeSource });
  expect(await oneNx.command('sync')).toMatchObject({ status: 0 });
  expect(output).toContain(
    '  failed: HelmRelease flux-system/bp-dmz-vcluster ' +
      'regions[1].overrides["bp-dmz-vcluster"].dmzVcluster.enabld: values don\'t meet the specifications of the ' +
      "schema(s) in the following chart(s): bp-dmz-vcluster: - at '/dmzVcluster': additional properties 'enabld' " +
      'not allowed. Mend it in sovereigns/acme/sovereign.ts:10.\n',
  );
  expect(status).toBe(1);
});
