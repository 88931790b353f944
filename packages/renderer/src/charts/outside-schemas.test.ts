import { outsideReferences } from './outside-schemas';

const draft7 = 'http://json-schema.org/draft-07/schema#';

test.each([
  { what: 'a URL', schema: { $ref: 'https://example.com/s.json#/a' }, outside: ['https://example.com/s.json#/a'] },
  { what: 'a file', schema: { properties: { a: { $ref: 'file:///etc/passwd' } } }, outside: ['file:///etc/passwd'] },
  { what: 'a file beside it', schema: { allOf: [{ $ref: 'other.json' }] }, outside: ['other.json'] },
  {
    what: 'a host of this machine',
    schema: { not: { $ref: 'http://127.0.0.1:1/' } },
    outside: ['http://127.0.0.1:1/'],
  },
  {
    what: 'a schema of schemas',
    schema: { $schema: 'https://example.com/meta' },
    outside: ['https://example.com/meta'],
  },
  {
    what: 'a draft that Helm has not inside',
    schema: { $schema: 'http://json-schema.org/draft-05/schema#' },
    outside: ['http://json-schema.org/draft-05/schema#'],
  },
  { what: 'a dynamic reference', schema: { $defs: { a: { $dynamicRef: 'http://a/b' } } }, outside: ['http://a/b'] },
  { what: 'the same twice', schema: { a: { $ref: 'http://a/' }, b: { $ref: 'http://a/' } }, outside: ['http://a/'] },
  {
    what: 'itself by an id that draft 7 does not know',
    schema: { $schema: draft7, id: 'http://a/s', a: { $ref: 'http://a/s#/b' } },
    outside: ['http://a/s#/b'],
  },
  {
    what: 'itself by an id that draft 7 ignores beside a reference',
    schema: { $schema: draft7, $id: 'http://a/s', $ref: 'http://a/s#/b' },
    outside: ['http://a/s#/b'],
  },
  {
    what: 'its name, which an id makes another one',
    schema: { $id: 'http://a/s', a: { $ref: 'values.schema.json' } },
    outside: ['values.schema.json'],
  },
  {
    what: 'an id that stands where none is read',
    schema: { default: { $id: 'http://a/s' }, a: { $ref: 'http://a/s' } },
    outside: ['http://a/s'],
  },
  {
    what: 'a schema of schemas that has its own id, which Helm does not know yet',
    schema: { $id: 'http://a/s', $schema: 'http://a/s' },
    outside: ['http://a/s'],
  },
  {
    what: 'a schema of schemas by its name',
    schema: { $schema: 'values.schema.json' },
    outside: ['values.schema.json'],
  },
  {
    what: 'itself by an id of draft 4, of which it only seems to be',
    schema: { $schema: 'urn:draft-04', id: 'http://a/s', a: { $ref: 'http://a/s' } },
    outside: ['http://a/s'],
  },
])('a schema that refers to $what leads out', ({ schema, outside }) => {
  expect(outsideReferences(JSON.stringify(schema))).toEqual(outside);
});

test.each([
  { what: 'a part of itself', schema: { $ref: '#/$defs/a', $defs: { a: { $ref: '#b' } } } },
  {
    what: 'itself by its name',
    schema: { a: { $ref: 'values.schema.json#/b' }, b: { $ref: 'file:///values.schema.json' } },
  },
  { what: 'itself by its id', schema: { $id: 'https://a/s.json#', a: { $ref: 'https://a/s.json#/b' } } },
  { what: 'itself by its id in draft 4', schema: { $schema: draft7.replace('7', '4'), id: 'http://a/', $ref2: 1 } },
  {
    what: 'a draft',
    schema: { $schema: draft7, a: { $ref: 'http://json-schema.org/draft-07/schema#/definitions/x' } },
  },
  { what: 'the newest draft', schema: { $schema: 'https://json-schema.org/draft/2020-12/schema' } },
  { what: 'a name, which Helm takes for anything', schema: { $ref: 'urn:example:a' } },
  { what: 'a value by this name', schema: { properties: { $ref: { type: 'string' }, $schema: { type: 'string' } } } },
])('a schema that refers to $what does not lead out', ({ schema }) => {
  expect(outsideReferences(JSON.stringify(schema))).toEqual([]);
});

test('what is no schema leads nowhere: Helm says what is wrong with it', () => {
  expect(outsideReferences('{')).toEqual([]);
  expect(outsideReferences('true')).toEqual([]);
});

test('a schema may be deeper than calls can be', () => {
  const deep = `${'{"not":'.repeat(100_000)}{"$ref":"http://a/"}${'}'.repeat(100_000)}`;
  expect(outsideReferences(deep)).toEqual(['http://a/']);
});
