import fc from 'fast-check';
import { type JsonObject, type JsonValue, parseJson, printJson } from '@sovereign-fleet/go-text';
import { substitute } from './substitute';

const options = { strict: true };
const variables = { NAME: 'web', PORT: '8080', NOTHING: '' };

function configMap(data: JsonObject, metadata: JsonObject = {}): JsonObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', ...metadata }, data };
}

function dataOf(data: JsonObject, given: Readonly<Record<string, string>> = variables): JsonValue | undefined {
  const result = substitute(configMap(data), given, options);
  return result.status === 'failed' ? result.reason : result.object['data'];
}

describe('substitute', () => {
  test('text that is a variable alone takes the type of its value', () => {
    expect(dataOf({ port: '${PORT}', none: '${NOTHING}', name: '${NAME}' })).toEqual({
      port: 8080,
      none: null,
      name: 'web',
    });
  });

  test('text around the variable keeps it text, and so do quotes within', () => {
    expect(dataOf({ port: ':${PORT}', quoted: '"${PORT}"' })).toEqual({ port: ':8080', quoted: '"8080"' });
  });

  test('a value may be a map or a list, by the letter of YAML', () => {
    expect(dataOf({ all: '${ALL}' }, { ALL: '{a: [1, yes]}' })).toEqual({ all: { a: [1, true] } });
  });

  test('newlines are taken out of values', () => {
    expect(dataOf({ key: '${KEY}' }, { KEY: 'a\nb\n' })).toEqual({ key: 'ab' });
  });

  test('an object with nothing to substitute comes back itself', () => {
    const object = configMap({ script: 'echo $HOME $(id)', price: '5$' });
    const result = substitute(object, variables, options);
    expect(result.status).toBe('substituted');
    expect(result.status !== 'failed' && result.object).toBe(object);
  });

  test.each(['labels', 'annotations'])('an object that disables substitution in its %s is skipped', (place) => {
    const object = configMap({ key: '${bad-' }, { [place]: { 'kustomize.toolkit.fluxcd.io/substitute': 'disabled' } });
    expect(substitute(object, variables, options)).toEqual({ status: 'skipped', object });
  });

  test('without variables an object is skipped, unless the strategy is Always', () => {
    const object = configMap({ key: '${X:-default}' });
    expect(substitute(object, {}, options)).toEqual({ status: 'skipped', object });
    expect(substitute(object, {}, { strict: true, always: true })).toEqual({
      status: 'substituted',
      object: configMap({ key: 'default' }),
    });
  });

  test('a key `<<` is read as a merge, also where nothing is substituted', () => {
    expect(dataOf({ '<<': { a: '1', b: '2' }, b: '3' })).toEqual({ a: '1', b: '3' });
    expect(dataOf({ '<<': 'text' })).toBe(
      'envsubst error: YAMLToJSON: yaml: map merge requires map or sequence of maps as the value',
    );
  });

  test('U+0085 is folded as a line break, and other control characters are refused', () => {
    expect(dataOf({ key: 'a \u0085 b' })).toEqual({ key: 'a b' });
    expect(dataOf({ key: 'a\u007fb' })).toBe('yaml: control characters are not allowed');
  });

  test('a key with the name of a property of every JavaScript object is substituted', () => {
    const object = JSON.parse('{"__proto__": "${NAME}", "constructor": "x"}') as JsonObject;
    expect(JSON.stringify(dataOf(object))).toBe('{"__proto__":"web","constructor":"x"}');
  });

  test.each([
    { what: 'a list', name: '- a', text: 'array' },
    { what: 'text', name: "'a' #", text: 'string' },
  ])('an object that substitution turns into $what is refused', ({ name, text }) => {
    const failure = {
      code: 'yaml',
      reason: `UnmarshalJSON: json: cannot unmarshal ${text} into Go value of type map[string]interface {}`,
    };
    expect(substitute({ '${NAME}': 'x' }, { NAME: name }, options)).toEqual({ status: 'failed', ...failure });
  });

  test('an object of which substitution leaves nothing is refused', () => {
    const failure = { code: 'yaml', reason: 'UnmarshalJSON: the text holds no object' };
    expect(substitute({ '${NAME}': 'x' }, { NAME: '#' }, options)).toEqual({ status: 'failed', ...failure });
  });

  test('a text that is cut within a character is refused', () => {
    expect(dataOf({ key: '${V:0:1}' }, { V: 'é' })).toBe('envsubst error: YAMLToJSON: yaml: invalid UTF-8');
  });

  test.each([
    {
      what: 'lists that hold aliases of lists',
      value: `[${aliases()}]`,
      problem: 'document contains excessive aliasing',
    },
    { what: 'an alias of the list around it', value: '&a [*a]', problem: "anchor 'a' value contains itself" },
    { what: 'brackets without end', value: '['.repeat(5000), problem: 'exceeded max depth of 1000' },
  ])('a value that holds $what ends in an error, not in a crash', ({ value, problem }) => {
    expect(dataOf({ key: '${V}' }, { V: value })).toContain(problem);
  });
});

/** Nine lists, each of ten aliases of the list before. Written out they would have a thousand million words. */
function aliases(): string {
  const lists = Array.from({ length: 9 }, (_, index) => `&l${index + 1} [${`*l${index}, `.repeat(10)}]`);
  return ['&l0 x', ...lists].join(', ');
}

describe('whatever the object', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom(...Array.from(' \n:-#\'"{}[]!&*|>%@`,?01eyn.é\u2028')) }),
  );
  const plain = text.filter((one) => !/[$\u007f-\u009f\ufffe\uffff]/.test(one));
  const value: fc.Memo<JsonValue> = fc.memo((depth) => (depth > 1 ? fc.oneof(leaf, list(depth), map(depth)) : leaf));
  const leaf = fc.oneof(
    plain,
    fc.boolean(),
    fc.constant(null),
    fc.integer(),
    fc.double({ noDefaultInfinity: true, noNaN: true }).map((one) => one + 0),
  );
  const list = fc.memo((depth) => fc.array(value(depth - 1), { maxLength: 4 }));
  const key = plain.filter((one) => one !== '<<');
  const map = fc.memo((depth) => fc.dictionary(key, value(depth - 1), { maxKeys: 4 }));

  test('an object with nothing to substitute is printed and read unchanged', () => {
    fc.assert(
      fc.property(map(4), (data) => {
        // The expression makes `substitute` print the object and read it again.
        const result = substitute({ ...data, '${NAME}': 1 }, { NAME: 'zz' }, options);
        const read = parseJson(printJson(data)) as JsonObject; // 1e17 is an integer there
        expect(result).toEqual({ status: 'substituted', object: { ...read, zz: 1 } });
      }),
      { numRuns: 500 },
    );
  });

  test('substitution never throws, whatever the values', () => {
    fc.assert(
      fc.property(map(3), text, text, (data, a, b) => {
        const object = { ...data, key: '${A}', 'x ${B}': { nested: ['"${A}', "a: '${B}"] } };
        return ['substituted', 'failed'].includes(substitute(object, { A: a, B: b }, options).status);
      }),
      { numRuns: 500 },
    );
  });
});
