import { parse } from 'yaml';
import { printObject } from './print-object';

const object = {
  kind: 'ConfigMap',
  apiVersion: 'v1',
  metadata: { name: 'x', annotations: { note: 'yes' } },
  data: {
    script: 'one\ntwo\n',
    number: '1.10',
    empty: '',
    long: 'word '.repeat(40).trim(),
    none: null,
    zero: -0,
    list: [1, '1'],
  },
};

test('an object is printed with its keys in order, and with the numbers of JSON', () => {
  const text = printObject(object);
  expect(text).toMatch(/^apiVersion: v1\ndata:\n {2}empty: ""\n {2}list:\n {2}- 1\n {2}- "1"\n/);
  expect(text).toContain('  script: |\n    one\n    two\n');
  expect(text).toContain('  zero: 0\n');
});

test('a printed object is read back unchanged', () => {
  expect(parse(printObject(object), { version: '1.1' })).toEqual({
    ...object,
    data: { ...object.data, zero: 0 },
  });
});
