import { formatIssue } from '../issue/issue';
import { readingsOf } from './readings';
import { kitMessages, parameters, slotA, slotB } from '../testing/example-kit';
import { drop } from '../sovereign/drop';
import { type ParameterDeclarations, referencesTo } from '../slot/parameter';
import { parameterRefusals, textRefusal } from './parameter-value';
import { substituteNamesOf, substitutesOf } from './substitutes';

const free = { type: 'string', description: 'a size', layers: ['fleet'] };

/** What is said of a kit that declares X as well, and reads it in its values. */
function messagesOf(declaration: unknown): readonly string[] {
  const declarations = { ...parameters, X: declaration } as ParameterDeclarations; // wrong ones, too
  const values = { enabled: referencesTo(parameters).use('B_ENABLED'), x: referencesTo(declarations).use('X') };
  const told = kitMessages({ parameters: declarations, slots: [slotA, { ...slotB, values }] });
  return told.map((text) => text.replace('slots.ts: parameters.X', 'X'));
}

const misplaced =
  'and a default is for every Sovereign of the kit. Take the default out, and say the value in a layer.';
const layerNames = 'fleet, environment, provider, sovereign, region';

test.each([
  { what: 'a fact', declaration: { type: 'json', fact: 'peers' } },
  { what: 'a number of the network', declaration: { type: 'number', fact: 'meshId' } },
  { what: 'a text', declaration: { ...free, default: '20Gi', pattern: '[0-9]+Gi' } },
  { what: 'a choice', declaration: { ...free, oneOf: ['a', 'b'], default: 'a' } },
  { what: 'a number', declaration: { ...free, type: 'number', oneOf: [1, 2], default: 2 } },
  { what: 'a list', declaration: { ...free, type: 'list', default: ['a', 1] } },
  { what: 'a name of every cluster', declaration: { ...free, default: 'dns.kube-system.svc' } },
  { what: 'a network', declaration: { ...free, default: '10.244.0.0/16' } },
  { what: 'the machine itself', declaration: { ...free, default: 'http://127.0.0.1:9090/metrics' } },
  { what: 'a version', declaration: { ...free, default: '1.2.3' } },
])('a parameter may be $what', ({ declaration }) => {
  expect(messagesOf(declaration)).toEqual([]);
});

test.each([
  {
    what: 'a fact of another type',
    declaration: { type: 'string', fact: 'meshId' },
    says: 'X.type is "string": the fact "meshId" is of another type. Write "number".',
  },
  {
    what: 'a gate that is no boolean',
    declaration: { type: 'string', enables: 'bp-a' },
    says: 'X.type is "string": whether a slot is on is true or false. Write "boolean".',
  },
  {
    what: 'a feature that has no name',
    declaration: { type: 'boolean', feature: 1 },
    says:
      "X.feature is 1: it must be the name of a feature. Write { type: 'string', fact: 'fqdn' }, { type: " +
      "'boolean', enables: 'bp-mgmt-vcluster' }, { type: 'boolean', feature: 'observability' } or { type: " +
      "'number', description: 'replicas of the ingress', layers: ['environment'], default: 2 }.",
  },
  {
    what: 'no description',
    declaration: { type: 'string', layers: ['fleet'] },
    says: 'X.description is not set: nobody could know what to say. Write what the parameter is for.',
  },
  {
    what: 'no layers',
    declaration: { ...free, layers: [] },
    says: `X.layers is []: no layer may say it. Write layers such as ['fleet', 'region'], of ${layerNames}.`,
  },
  {
    what: 'a layer that there is not',
    declaration: { ...free, layers: ['fleet', 'regions'] },
    says: `X.layers[1] is "regions": there is no such layer. Did you mean "region"? Write one of ${layerNames}.`,
  },
  {
    what: 'a pattern that is none',
    declaration: { ...free, pattern: '[' },
    says: `X.pattern is "[": it is not a regular expression. Write a regular expression as a text, such as '[a-z]+'.`,
  },
  {
    what: 'a pattern of a number',
    declaration: { ...free, type: 'number', pattern: '.' },
    says:
      'X.pattern is ".": there is no such key. Remove it; the keys are type, description, layers, default, ' + 'oneOf.',
  },
  {
    what: 'choices of another type',
    declaration: { ...free, type: 'number', oneOf: ['1'] },
    says: 'X.oneOf is ["1"]: it is not a list of numbers. Write numbers of which one is to be chosen.',
  },
  {
    what: 'a default of another type',
    declaration: { ...free, type: 'number', default: '2' },
    says: 'X.default is "2": the parameter is a number. Write a number without quotes.',
  },
  {
    what: 'a default with a line break',
    declaration: { ...free, type: 'json', default: { a: ['b\nc'] } },
    says: 'X.default.a[0] is "b\\nc": it has a line break, and Flux would take it out. Write a text of one line.',
  },
  {
    what: 'a default that names a host',
    declaration: { ...free, default: 'https://user@dns.acme.example.com:53/zone' },
    says: `X.default is "https://…@dns.acme.example.com:53/zone": it names the host dns.acme.example.com, ${misplaced}`,
  },
  {
    what: 'a default that names an address',
    declaration: { ...free, type: 'list', default: ['10.0.0.1'] },
    says: `X.default is ["10.0.0.1"]: it names the host 10.0.0.1, ${misplaced}`,
  },
  {
    what: 'a default that names an address of IPv6',
    declaration: { ...free, default: 'fd00::1' },
    says: `X.default is "fd00::1": it names the host fd00::1, ${misplaced}`,
  },
  {
    what: 'a default that names a region',
    declaration: { ...free, type: 'json', default: { region: 'fsn1' } },
    says: `X.default is { region }: it names the region fsn1, ${misplaced}`,
  },
  {
    what: 'two defaults',
    declaration: { ...free, default: 'a', defualt: 'b' },
    says: 'X.defualt is "b": there is no such key. Write "default".',
  },
])('a parameter with $what is refused', ({ declaration, says }) => {
  expect(messagesOf(declaration)).toEqual([says]);
});

const declared = {
  ...parameters,
  NAME: { type: 'string', description: 'a name', layers: ['fleet'], default: 'a' },
  COUNT: { type: 'number', description: 'a count', layers: ['fleet'], default: 1 },
  LIST: { type: 'list', description: 'a list', layers: ['fleet'], default: [] },
} as const;
const { use, text } = referencesTo(declared);
const all = { name: use('NAME'), count: use('COUNT'), list: use('LIST') };

/** What is said of a kit that reads all parameters, and something more. */
function messagesFor(values: object, more: object = {}): readonly string[] {
  const slots = [slotA, { ...slotB, values: { ...slotB.values, ...all, ...values } }];
  return kitMessages({ parameters: { ...declared, ...more }, slots }).map((said) => said.replace('slots.ts: ', ''));
}

const read = "Write use('NAME') alone, or text`…${'NAME'}…`";

test.each([
  { what: 'a number inside a text', values: { x: text`a-${'COUNT'}` }, says: [] },
  {
    what: 'a list inside a text',
    values: { x: text`a-${'LIST' as 'NAME'}` },
    says: ['bp-b.values.x is "LIST": a list cannot stand inside a text. Write it alone, by use().'],
  },
  {
    what: 'a number that is alone in a text',
    values: { x: text`${'COUNT'}` },
    says: ['bp-b.values.x is "COUNT": a number alone arrives as a number, and not as text. Write use() for text.'],
  },
  {
    what: 'a placeholder',
    values: { x: { y: 'a-${NAME}' } },
    says: [`bp-b.values.x.y is "a-\${NAME}": it is a placeholder that nobody fills in. ${read}.`],
  },
  {
    what: 'a second default',
    values: { x: ['${NAME:=b}'] },
    says: [
      'bp-b.values.x[0] is "${NAME:=b}": NAME has a default where it is declared, and this is a second one. ' +
        `${read}.`,
    ],
  },
  { what: 'a variable of a shell', values: { x: 'echo ${HOME:-/root}' }, says: [] },
])('a row that reads $what', ({ values, says }) => {
  expect(messagesFor(values)).toEqual(says);
});

test('a default that cannot stand inside the text that reads it is refused', () => {
  const NAME = { ...declared.NAME, default: 'a b' };
  expect(messagesFor({ x: text`a/${'NAME'}` }, { NAME })).toEqual([
    'parameters.NAME.default is "a b": a slot reads it inside a text, which takes letters, digits and ' +
      '"._/:@+-". Write a text of these characters.',
  ]);
});

test('a label that reads a number is refused', () => {
  const labels = { count: use('COUNT') };
  const slots = [slotA, { ...slotB, values: { ...slotB.values, ...all } }];
  expect(kitMessages({ parameters: declared, slots, labels })).toEqual([
    'slots.ts: labels.count is "COUNT": a number alone arrives as a number, and not as text. Read a parameter that ' +
      'is a string.',
  ]);
});

test('the name that the compiler gives the text of a parameter is taken', () => {
  const NAME_TEXT = declared.NAME;
  const values = { x: referencesTo({ NAME_TEXT }).use('NAME_TEXT') };
  expect(messagesFor(values, { NAME_TEXT })).toEqual([
    'parameters is "NAME_TEXT": the compiler has this name for the text of NAME. Write another name.',
  ]);
});

test('a parameter has a second variable where it is alone and inside a text', () => {
  const kit = {
    labels: {},
    annotations: {},
    parameters: declared,
    slots: [
      { name: 'bp-a', values: { alone: use('NAME'), inText: text`a-${'NAME'}-${'COUNT'}`, count: use('COUNT') } },
    ],
  };
  expect(substitutesOf(kit)).toEqual([
    { name: 'COUNT', parameter: 'COUNT', form: 'json' },
    { name: 'NAME', parameter: 'NAME', form: 'json' },
    { name: 'NAME_TEXT', parameter: 'NAME', form: 'text' },
  ]);
  const namesOf = substituteNamesOf(kit);
  expect(readingsOf(kit).map(({ value }) => namesOf(value))).toEqual([['NAME'], ['NAME_TEXT', 'COUNT'], ['COUNT']]);
});

test.each([
  { value: 'yes', says: [] },
  { value: 'maybe', says: ['it is not one of the values that the kit allows. Write one of yes, no.'] },
  { value: true, says: ['the parameter is a string. Write a text in quotes.'] },
  { value: drop(), says: ['drop() takes the value of a key away, and here is no key. Write it for a key of a map.'] },
])('a choice that is said as $value', ({ value, says }) => {
  const declaration = { type: 'string', description: 'a choice', layers: ['fleet'], oneOf: ['yes', 'no'] } as const;
  const told = parameterRefusals(value, declaration).map(({ problem, remedy }) => `${problem}. ${remedy}.`);
  expect(told).toEqual(says);
});

test('a text that does not match its pattern is told the pattern', () => {
  const declaration = {
    type: 'string',
    description: 'the size of disks',
    layers: ['fleet'],
    pattern: '[0-9]+Gi',
  } as const;
  const told = parameterRefusals('20G', declaration).map(({ problem, remedy }) => `${problem}. ${remedy}.`);
  expect(told).toEqual(['it does not match [0-9]+Gi. Write a text that matches [0-9]+Gi, the size of disks.']);
});

test('a part of a value that would be dropped is no parameter', () => {
  const declaration = { type: 'json', description: 'all', layers: ['fleet'] } as const;
  const [refusal] = parameterRefusals({ a: drop() }, declaration);
  expect(formatIssue({ file: 'f', field: 'x', ...(refusal ?? { value: 1, problem: '', remedy: '' }) })).toBe(
    'f: x is {}: drop() takes a value of a chart away, and a parameter is none. Write it in overrides.',
  );
});

test.each(['a b', 'a#b', '{}', '"', '$', '\\', 'ü', "'"])('%s cannot stand inside a text', (value) => {
  expect(textRefusal(value)).toMatchObject({ code: 'malformed' });
});
