import type { JsonObject, JsonValue } from '@sovereign-fleet/go-text';
import { substitute } from './substitute';
import { typeChanges } from './type-changes';

function changes(spec: JsonValue, variables: Readonly<Record<string, string>>) {
  const before: JsonObject = { kind: 'X', spec };
  const result = substitute(before, variables, { strict: true });
  if (result.status === 'failed') throw new Error(result.reason);
  return typeChanges(before, result.object);
}

describe('a type that changed', () => {
  test.each([
    { value: '123', to: 123 },
    { value: '1.10', to: 1.1 },
    { value: 'yes', to: true },
    { value: 'off', to: false },
    { value: '0755', to: 493 },
    { value: '1e3', to: 1000 },
    { value: '', to: null },
    { value: '~', to: null },
    { value: '[a]', to: ['a'] },
    { value: '{a: b}', to: { a: 'b' } },
  ])('a variable with the value $value changes the type of a field, which is found', ({ value, to }) => {
    expect(changes({ values: [{ port: '${X}' }] }, { X: value })).toEqual([
      { path: 'spec.values[0].port', from: '${X}', to },
    ]);
  });

  test.each(['prod', '1.2.3', '2024-01-01', '12:30', '"123"', '1,000'])(
    'a variable with the value %s stays text',
    (value) => {
      expect(changes({ port: '${X}' }, { X: value })).toEqual([]);
    },
  );

  test('a type change is found below a key that was substituted too', () => {
    expect(changes({ 'a${X}': '${X}' }, { X: '1' })).toEqual([{ path: 'spec.a1', from: '${X}', to: 1 }]);
  });

  test('a number that comes from a text without a variable is not a type change', () => {
    expect(changes({ a: '$$5', b: 'x' }, { X: '1' })).toEqual([]);
  });

  test('an object that is the same has no type changes', () => {
    const object = { spec: { a: '${X}' } };
    expect(typeChanges(object, object)).toEqual([]);
  });

  test('a value that replaces a map or a list is not a type change', () => {
    expect(typeChanges({ a: { b: '${X}' }, c: ['${X}'], d: '${X}' }, { a: 1, c: 2 })).toEqual([]);
  });
});
