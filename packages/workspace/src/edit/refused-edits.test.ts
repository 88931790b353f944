import { formatIssue } from '@sovereign-fleet/domain';
import { editText } from './edit-text';
import type { EditStep, EditValue, RecordEdit } from './record-edit';

const file = 'sovereigns/acme/sovereign.ts';
const mtu = ['overrides', 'bp-cilium', 'cilium', 'mtu'];
const inNbg1 = [{ region: 'nbg1' }];

test.each<{ what: string; text: string; path: readonly EditStep[]; value?: EditValue; says: string }>([
  {
    what: 'a record that a function makes',
    text: "import { make } from './make';\n\nexport default make('acme');\n",
    path: ['protected'],
    value: true,
    says: 'protected is "in line 3": it is worked out there, and not written down. Write there true.',
  },
  {
    what: 'a file without a record',
    text: 'export const acme = {};\n',
    path: ['protected'],
    value: true,
    says: 'protected is "in line 1": the file has no "export default" with a record behind it. Write there true.',
  },
  {
    what: 'a key that a spread behind it may say',
    text: "export default {\n  environment: 'stg',\n  ...base,\n};\n",
    path: ['environment'],
    value: 'prod',
    says: 'environment is "in line 2": what stands behind it may say environment again. Write there \'prod\'.',
  },
  {
    what: 'a key that stands there twice',
    text: "export default {\n  environment: 'stg',\n  environment: 'dev',\n};\n",
    path: ['environment'],
    value: 'prod',
    says: 'environment is "in line 3": environment stands there twice. Write there \'prod\'.',
  },
  {
    what: 'an object that is used in two places',
    text: 'const common = {};\nexport default { overrides: common, parameters: common };\n',
    path: mtu,
    value: 1400,
    says:
      'overrides["bp-cilium"].cilium.mtu is "in line 1": it is common, which is used in 2 places. ' +
      'Write there 1400.',
  },
  {
    what: 'an object of another file',
    text: "import { overrides } from './overrides';\nexport default { overrides };\n",
    path: mtu,
    value: 1400,
    says:
      'overrides["bp-cilium"].cilium.mtu is "in line 2": it is overrides, which is no constant of this file. ' +
      'Write there 1400.',
  },
  {
    what: 'an object that is exported',
    text: 'export const overrides = {};\nexport default { overrides };\n',
    path: mtu,
    value: 1400,
    says:
      'overrides["bp-cilium"].cilium.mtu is "in line 1": it is overrides, which other files may use. ' +
      'Write there 1400.',
  },
  {
    what: 'a region that a function makes',
    text: "export default {\n  regions: [\n    region('nbg1'),\n  ],\n};\n",
    path: ['regions', ...inNbg1, 'role'],
    value: 'primary',
    says:
      'regions["nbg1"].role is "in line 3": this region is worked out there, and not written down. ' +
      "Write there 'primary'.",
  },
  {
    what: 'a value that is taken out of such a region',
    text: "export default {\n  regions: [\n    region('nbg1'),\n  ],\n};\n",
    path: ['regions', ...inNbg1, 'role'],
    says:
      'regions["nbg1"].role is "in line 3": this region is worked out there, and not written down. ' +
      'Take it out of line 3.',
  },
  {
    what: 'a list where an object belongs',
    text: 'export default { overrides: [] };\n',
    path: mtu,
    value: 1400,
    says: 'overrides["bp-cilium"].cilium.mtu is "in line 1": a list is where an object belongs. Write there 1400.',
  },
  {
    what: 'a method',
    text: 'export default { overrides() {} };\n',
    path: mtu,
    value: 1400,
    says: 'overrides["bp-cilium"].cilium.mtu is "in line 1": overrides is a function there. Write there 1400.',
  },
  {
    what: 'a kit that the fleet has not imported',
    text: 'export default { kits: [] };\n',
    path: ['kits', { kit: 'example' }, 'features'],
    value: { a: true },
    says:
      'kits["example"].features is "in line 1": the kit "example" is not in this list by the name that it is ' +
      'imported by. Write there { a: true }.',
  },
])('an edit refuses $what', ({ text, path, value, says }) => {
  const result = editText({ file, text }, [{ path, value }]);
  expect(result.ok ? [] : result.issues.map(formatIssue)).toEqual([`${file}: ${says}`]);
});

test('all edits that cannot be made are told', () => {
  const edits: readonly RecordEdit[] = ['A', 'B'].map((name) => ({ path: ['parameters', name], value: 1 }));
  const refused = editText({ file, text: 'export default { parameters: make() };\n' }, edits);
  expect(refused.ok ? [] : refused.issues.map(({ field }) => field)).toEqual(['parameters.A', 'parameters.B']);
});
