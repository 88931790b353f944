import { formatIssue } from '@sovereign-fleet/domain';
import { editText } from './edit-text';
import type { EditStep, EditValue, RecordEdit } from './record-edit';

const file = 'sovereigns/acme/sovereign.ts';

function edit(text: string, path: readonly EditStep[], value?: EditValue): string {
  const result = editText({ file, text }, [{ path, value }]);
  return result.ok ? result.value : result.issues.map(formatIssue).join('\n');
}

const mtu = ['overrides', 'bp-cilium', 'cilium', 'mtu'];
const inNbg1 = [{ region: 'nbg1' }];

interface Row {
  readonly what: string;
  readonly text: string;
  readonly path: readonly EditStep[];
  readonly value?: EditValue;
  readonly becomes: string;
}

const rows: readonly Row[] = [
  {
    what: 'a key behind the others, on a line of its own',
    text: "export default defineSovereign({\n  fqdn: 'a.example.com',\n});\n",
    path: ['protected'],
    value: true,
    becomes: "export default defineSovereign({\n  fqdn: 'a.example.com',\n  protected: true,\n});\n",
  },
  {
    what: 'a key behind the others, without a comma where nobody writes the last one',
    text: "export default {\n  fqdn: 'a.example.com'\n}\n",
    path: ['protected'],
    value: true,
    becomes: "export default {\n  fqdn: 'a.example.com',\n  protected: true\n}\n",
  },
  {
    what: 'a key behind a comment at the end of a line',
    text: "export default {\n  fqdn: 'a.example.com' // theirs\n}\n",
    path: ['protected'],
    value: true,
    becomes: "export default {\n  fqdn: 'a.example.com', // theirs\n  protected: true\n}\n",
  },
  {
    what: 'a key before comments that stand at the end',
    text: "export default {\n  fqdn: 'a.example.com',\n  // regions: see the wiki\n};\n",
    path: ['protected'],
    value: true,
    becomes: "export default {\n  fqdn: 'a.example.com',\n  protected: true,\n  // regions: see the wiki\n};\n",
  },
  {
    what: 'a key behind a comment of several lines',
    text: "export default {\n  fqdn: 'a', /* one\n  two */\n};\n",
    path: ['protected'],
    value: true,
    becomes: "export default {\n  fqdn: 'a', /* one\n  two */\n  protected: true,\n};\n",
  },
  {
    what: 'a key of a record on one line',
    text: "export default { fqdn: 'a.example.com' };\n",
    path: ['protected'],
    value: true,
    becomes: "export default { fqdn: 'a.example.com', protected: true };\n",
  },
  {
    what: 'a key of a record on one line with a last comma',
    text: "export default { fqdn: 'a.example.com', };\n",
    path: ['protected'],
    value: true,
    becomes: "export default { fqdn: 'a.example.com', protected: true, };\n",
  },
  {
    what: 'a key of an empty record',
    text: 'export default {};\n',
    path: ['protected'],
    value: true,
    becomes: 'export default { protected: true };\n',
  },
  {
    what: 'a key of a record with a comment alone',
    text: 'export default {\n  // nothing yet\n};\n',
    path: ['protected'],
    value: true,
    becomes: 'export default {\n  // nothing yet\n  protected: true,\n};\n',
  },
  {
    what: 'all that is missing on the way to a value',
    text: "export default {\n  fqdn: 'a',\n};\n",
    path: mtu,
    value: 1400,
    becomes: "export default {\n  fqdn: 'a',\n  overrides: { 'bp-cilium': { cilium: { mtu: 1400 } } },\n};\n",
  },
  {
    what: 'a value between others of its slot',
    text: "export default {\n  overrides: { 'bp-cilium': { cilium: { debug: true /* on */ } } },\n};\n",
    path: mtu,
    value: 1400,
    becomes: "export default {\n  overrides: { 'bp-cilium': { cilium: { debug: true, mtu: 1400 /* on */ } } },\n};\n",
  },
  {
    what: 'a value that is another one',
    text: "export default {\n  overrides: { 'bp-cilium': { cilium: { mtu: 1_500 } } }, // jumbo\n};\n",
    path: mtu,
    value: 1400,
    becomes: "export default {\n  overrides: { 'bp-cilium': { cilium: { mtu: 1400 } } }, // jumbo\n};\n",
  },
  {
    what: 'a text in the quotes of the file',
    text: 'import { defineSovereign } from "../../kits/example/kit";\nexport default defineSovereign({ fqdn: "a" });\n',
    path: ['environment'],
    value: 'it\'s "stg"',
    becomes:
      'import { defineSovereign } from "../../kits/example/kit";\n' +
      'export default defineSovereign({ fqdn: "a", environment: "it\'s \\"stg\\"" });\n',
  },
  {
    what: 'a text in the quotes of the one that it replaces',
    text: 'export default { fqdn: \'a\', environment: "stg" };\n',
    path: ['environment'],
    value: 'prod',
    becomes: 'export default { fqdn: \'a\', environment: "prod" };\n',
  },
  {
    what: 'a quoted key',
    text: "export default { 'environment': 'stg' };\n",
    path: ['environment'],
    value: 'prod',
    becomes: "export default { 'environment': 'prod' };\n",
  },
  {
    what: 'a record with types around it',
    text: "export default ({ environment: 'stg' } as const) satisfies object;\n",
    path: ['environment'],
    value: 'prod',
    becomes: "export default ({ environment: 'prod' } as const) satisfies object;\n",
  },
  {
    what: 'a record that is a constant',
    text: "const acme = { environment: 'stg' };\nexport default defineSovereign(acme);\n",
    path: ['environment'],
    value: 'prod',
    becomes: "const acme = { environment: 'prod' };\nexport default defineSovereign(acme);\n",
  },
  {
    what: 'a constant that is used once',
    text: "const environment = 'stg'; // until May\nexport default { fqdn: 'a', environment };\n",
    path: ['environment'],
    value: 'prod',
    becomes: "const environment = 'prod'; // until May\nexport default { fqdn: 'a', environment };\n",
  },
  {
    what: 'a value in place of a constant that is used elsewhere, too',
    text: 'const mtu = 1500;\nexport default { parameters: { MTU: mtu, OTHER: mtu } };\n',
    path: ['parameters', 'MTU'],
    value: 1400,
    becomes: 'const mtu = 1500;\nexport default { parameters: { MTU: 1400, OTHER: mtu } };\n',
  },
  {
    what: 'a shorthand whose constant is used elsewhere, too',
    text: 'const MTU = 1500;\nexport default { parameters: { MTU, OTHER: MTU } };\n',
    path: ['parameters', 'MTU'],
    value: 1400,
    becomes: 'const MTU = 1500;\nexport default { parameters: { MTU: 1400, OTHER: MTU } };\n',
  },
  {
    what: 'a shorthand of something imported',
    text: "import { MTU } from './mtu';\nexport default { parameters: { MTU } };\n",
    path: ['parameters', 'MTU'],
    value: 1400,
    becomes: "import { MTU } from './mtu';\nexport default { parameters: { MTU: 1400 } };\n",
  },
  {
    what: 'an object that is a constant',
    text: "const overrides = {\n\t'bp-cilium': {},\n};\nexport default { overrides };\n",
    path: mtu,
    value: 1400,
    becomes: "const overrides = {\n\t'bp-cilium': { cilium: { mtu: 1400 } },\n};\nexport default { overrides };\n",
  },
  {
    what: 'a record that begins with a spread',
    text: "import { base } from './base';\nexport default {\n  ...base,\n  environment: 'stg',\n};\n",
    path: ['environment'],
    value: 'prod',
    becomes: "import { base } from './base';\nexport default {\n  ...base,\n  environment: 'prod',\n};\n",
  },
  {
    what: 'line ends of Windows and tabs',
    text: "export default {\r\n\tfqdn: 'a',\r\n\tregions: [\r\n\t\t{ key: 'fsn1' },\r\n\t],\r\n};\r\n",
    path: ['regions', { region: 'nbg1' }],
    value: { key: 'nbg1', provider: 'hetzner' },
    becomes:
      "export default {\r\n\tfqdn: 'a',\r\n\tregions: [\r\n\t\t{ key: 'fsn1' },\r\n" +
      "\t\t{ key: 'nbg1', provider: 'hetzner' },\r\n\t],\r\n};\r\n",
  },
  {
    what: 'a value of a region',
    text: "export default {\n  regions: [\n    { key: 'fsn1' },\n    { key: 'nbg1', role: 'secondary' },\n  ],\n};\n",
    path: ['regions', ...inNbg1, 'role'],
    value: 'primary',
    becomes: "export default {\n  regions: [\n    { key: 'fsn1' },\n    { key: 'nbg1', role: 'primary' },\n  ],\n};\n",
  },
  {
    what: 'a value of a region that is a constant',
    text: "const nbg = { key: 'nbg1' };\nexport default { regions: [{ key: 'fsn1' }, nbg] };\n",
    path: ['regions', ...inNbg1, 'role'],
    value: 'primary',
    becomes: "const nbg = { key: 'nbg1', role: 'primary' };\nexport default { regions: [{ key: 'fsn1' }, nbg] };\n",
  },
  {
    what: 'a region behind those that a function makes',
    text: "export default { regions: [region('fsn1'), ...others] };\n",
    path: ['regions', ...inNbg1],
    value: { key: 'nbg1' },
    becomes: "export default { regions: [region('fsn1'), ...others, { key: 'nbg1' }] };\n",
  },
  {
    what: 'a region of an empty list',
    text: 'export default { regions: [] };\n',
    path: ['regions', ...inNbg1],
    value: { key: 'nbg1' },
    becomes: "export default { regions: [{ key: 'nbg1' }] };\n",
  },
  {
    what: 'a long value on several lines',
    text: "export default {\n  fqdn: 'a',\n};\n",
    path: ['parameters', 'LIST'],
    value: ['a', 'b', 'c', 'd', 'e'].map((one) => one.repeat(24)),
    becomes:
      "export default {\n  fqdn: 'a',\n  parameters: {\n    LIST: [\n" +
      ['a', 'b', 'c', 'd', 'e'].map((one) => `      '${one.repeat(24)}',\n`).join('') +
      '    ],\n  },\n};\n',
  },
  {
    what: 'layers of a kit that the fleet says nothing of',
    text: "import example from '../kits/example/kit';\n" + 'export default defineFleet({ kits: [example] });\n',
    path: ['kits', { kit: 'example' }, 'versions', 'bp-cilium'],
    value: { version: '1.5.0' },
    becomes:
      "import example from '../kits/example/kit';\n" +
      "export default defineFleet({ kits: [example.with({ versions: { 'bp-cilium': { version: '1.5.0' } } })] });\n",
  },
  {
    what: 'layers of a kit that the fleet has',
    text:
      "import own from '../kits/example/kit';\n" +
      "export default defineFleet({ kits: [own.with({ versions: { 'bp-cilium': { version: '1.4.0' } } })] });\n",
    path: ['kits', { kit: 'example' }, 'versions', 'bp-cilium', 'version'],
    value: '1.5.0',
    becomes:
      "import own from '../kits/example/kit';\n" +
      "export default defineFleet({ kits: [own.with({ versions: { 'bp-cilium': { version: '1.5.0' } } })] });\n",
  },
];

test.each(rows)('an edit writes $what', ({ text, path, value, becomes }) => {
  expect(edit(text, path, value)).toBe(becomes);
});

test('several edits are made one after the other', () => {
  const edits: readonly RecordEdit[] = [
    { path: ['protected'], value: true },
    { path: ['parameters', 'A'], value: 1 },
    { path: ['parameters', 'B'], value: 2 },
  ];
  expect(editText({ file, text: 'export default {};\n' }, edits)).toEqual({
    ok: true,
    value: 'export default { protected: true, parameters: { A: 1, B: 2 } };\n',
  });
});

test.each([
  "export const cilium: Slot<'bp-cilium'> = {\n  name: 'bp-cilium',\n  chart: { version: '1.4.0' },\n};\n",
  "const kit = defineKit({ slots: [{ name: 'bp-cilium', chart: { version: '1.4.0' } }, loki] });\nuse(kit, kit);\n",
])('a row of a kit is edited by the name of its slot: %s', (text) => {
  const result = editText({ file, text, row: 'bp-cilium' }, [{ path: ['chart', 'version'], value: '1.5.0' }]);
  expect(result).toEqual({ ok: true, value: text.replace('1.4.0', '1.5.0') });
});
