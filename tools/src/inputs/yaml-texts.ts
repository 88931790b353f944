import fc, { type Arbitrary } from 'fast-check';
import { stringify } from 'yaml';
import { editedText } from './edited-text';
import type { Json } from '@sovereign-fleet/domain';
import { oddText } from './odd-texts';

/** YAML that few people write by hand, and each of which some reader takes in its own way. */
const rareYaml = [
  'a: &x [1]\nb: *x\n',
  'a: &a {b: *a}\n',
  '<<: {a: 1}\nb: 2\n',
  '? [a]\n: b\n',
  '!!set {a, b}\n',
  '- a\n- b\n',
  'a: 1\na: 2\n',
  'a: !!binary aGk=\n',
  '%YAML 1.1\n---\na: yes\n',
  '%TAG ! tag:x,2000:\n---\n!y a\n',
  '{a: 1}}\n',
  'a: |\n  x\n b: 2\n',
  '\ta: 1\n',
  'a: "\\x00\\ud800"\n',
  "a: 'it''s'\n",
  'a: 0x1F\nb: 0o17\nc: 1_0\nd: 1e3\n',
  '--- |\n text\n--- >\n text\n...\n# x\n',
  'a: b: c\n',
  'a: [1, 2\n',
  '"a": {"b": [}}\n',
  '\ufeffa: 1\n',
  'a: \u2028\n',
  'a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: &c [*b,*b,*b]\nd: [*c,*c,*c]\n',
  'x'.repeat(3000),
  `${'{a: '.repeat(200)}1\n`,
  'kind: Kustomization\n',
  'apiVersion: v1\nkind: List\nitems:\n- &o {apiVersion: v1, kind: ConfigMap, metadata: {name: o}}\n- *o\n',
];

/** Objects as a file, one document each; sometimes with edits, or something else altogether. */
export function yamlOf(objects: Arbitrary<Json>, edits = 2, most = 3): Arbitrary<string> {
  const printed = fc
    .tuple(fc.array(objects, { minLength: 1, maxLength: most }), fc.boolean())
    .map(([values, asJson]) => {
      return values.map((value) => (asJson ? `${JSON.stringify(value)}\n` : printYaml(value))).join('---\n');
    });
  return fc.oneof(
    { weight: 60, arbitrary: printed },
    { weight: 3, arbitrary: editedText(printed, edits) },
    { weight: 1, arbitrary: fc.constantFrom(...rareYaml) },
    { weight: 1, arbitrary: oddText },
  );
}

export function printYaml(value: Json): string {
  return stringify(value, { aliasDuplicateObjects: false });
}
