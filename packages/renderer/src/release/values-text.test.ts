import { parseYaml } from '@sovereign-fleet/go-text';
import { valuesText } from './values-text';

test.each([
  { what: 'ends of lines of YAML 1.1', values: { 'a\u2028b': 'c\u0085d', e: ['\u2029', { f: '\ufeff' }] } },
  { what: 'characters that Go refuses in a file', values: { 'a\u007f': '\u009f\uffff' } },
  { what: 'a key of more than 1,024 characters', values: { a: [{ ['k'.repeat(1100)]: { b: '\u2028', n: 1.5 } }] } },
  { what: 'what JSON escapes', values: { '"\\\n': '\u0000\t', n: null, t: true, x: 1e21 } },
])('values arrive as they are: $what', ({ values }) => {
  expect(parseYaml(valuesText(values), 'v2')).toEqual(values);
});
