// 1,000 specs in as many hands: an edit changes what it names, and the edit back gives the bytes before.
import { createContext, runInContext } from 'node:vm';
import fc, { type Arbitrary } from 'fast-check';
import { editText } from './edit-text';
import type { EditStep, EditValue, EditValues } from './record-edit';

interface Hand {
  readonly quote: string;
  readonly unit: string;
  readonly newLine: string;
  readonly lastComma: boolean;
  /** Decisions of the moment: a line break here, a comment there. */
  readonly whims: readonly number[];
  readonly frame: 'bare' | 'call' | 'constant' | 'typed';
}

const hand: Arbitrary<Hand> = fc.record({
  quote: fc.constantFrom("'", '"'),
  unit: fc.constantFrom('  ', '    ', '\t'),
  newLine: fc.constantFrom('\n', '\n', '\r\n'),
  lastComma: fc.boolean(),
  whims: fc.array(fc.nat(99), { minLength: 40, maxLength: 40 }),
  frame: fc.constantFrom('bare', 'call', 'constant', 'typed'),
});

const keys = ['a', 'b', 'c', 'd', 'bp-cilium', 'bp-loki'];
const leaf = fc.oneof(fc.nat(9999), fc.boolean(), fc.constantFrom('1.4.0', 'prod', 'x y', "it's", 'say "so"', '// no'));
const values: Arbitrary<EditValues> = fc.dictionary(
  fc.constantFrom(...keys),
  fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(leaf, { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...keys), fc.oneof(leaf, fc.dictionary(fc.constantFrom(...keys), leaf))),
  ),
);
const regions = fc.uniqueArray(fc.constantFrom('fsn1', 'nbg1', 'hel1', 'ash'), { minLength: 1 });

const record = fc.record({ keys: regions, overrides: values, parameters: values }).map((one) => ({
  fqdn: 'acme.example.com',
  regions: one.keys.map((key) => ({ key, provider: 'hetzner', overrides: one.parameters })),
  overrides: one.overrides,
  parameters: one.parameters,
}));

/** A record as somebody writes it, who comments and breaks lines as it comes. */
function write(value: EditValue, by: Hand): string {
  let turn = 0;
  const whim = () => by.whims[turn++ % by.whims.length] ?? 0;
  const constants: string[] = [];
  const text = (one: EditValue, indent: string): string => {
    if (typeof one === 'string') return quoted(one, by.quote);
    if (typeof one !== 'object') return String(one);
    const list = Array.isArray(one) ? (one as readonly EditValue[]).map((each) => ['', each] as const) : undefined;
    const members =
      list ?? Object.entries(one as EditValues).map(([key, each]) => [keyOf(key, by.quote, whim()), each] as const);
    const [open, close] = list === undefined ? ['{', '}'] : ['[', ']'];
    if (members.length === 0) return `${open}${close}`;
    const isBroken = indent === '' || whim() < 50;
    const inner = isBroken ? indent + by.unit : indent;
    const parts = members.map(([key, each]) => `${key}${text(each, inner)}`);
    if (!isBroken) {
      const space = list === undefined ? ' ' : '';
      return `${open}${space}${parts.join(', ')}${by.lastComma && whim() < 20 ? ',' : ''}${space}${close}`;
    }
    const lines = parts.map((part, index) => {
      const comma = index < parts.length - 1 || by.lastComma ? ',' : '';
      const above = whim() < 15 ? `${inner}// why, and what of { it }${by.newLine}` : '';
      const beside = whim() < 15 ? ' // "so", it says' : whim() < 10 ? ' /* , */' : '';
      return `${above}${inner}${part}${comma}${beside}${by.newLine}`;
    });
    const end = whim() < 10 ? `${inner}// and no more${by.newLine}` : '';
    return `${open}${by.newLine}${lines.join('')}${end}${indent}${close}`;
  };
  const whole = text(value, '');
  const [before, after] = framesOf(by)[by.frame];
  return [...constants, `${before}${whole}${after}${by.newLine}`].join('');
}

function framesOf({ newLine, quote }: Hand): Record<Hand['frame'], readonly [string, string]> {
  const imported = `import { defineSovereign } from ${quote}x${quote};${newLine}`;
  return {
    bare: ['export default ', ';'],
    call: [`${imported}${newLine}export default defineSovereign(`, ');'],
    constant: ['const acme = ', `;${newLine}${newLine}export default acme;`],
    typed: ['export default (', ' as const);'],
  };
}

function quoted(text: string, quote: string): string {
  return quote + text.replaceAll(quote, `\\${quote}`) + quote;
}

const keyOf = (key: string, quote: string, whim: number) => {
  return `${/^\w+$/.test(key) && whim > 10 ? key : quoted(key, quote)}: `;
};

const realm = createContext();

/** What a spec of the tests exports. */
function load(text: string): unknown {
  const script = text
    .replace(/^import .*$/m, 'const defineSovereign = (one) => one;')
    .replace(/ as const\)/, ')')
    .replace('export default ', 'result = ');
  return JSON.parse(
    JSON.stringify(runInContext(`(() => { let result; ${script}; return result; })()`, realm)),
  ) as unknown; // plain data
}

function edited(text: string, path: readonly EditStep[], value: EditValue | undefined): string {
  const result = editText({ file: 'sovereigns/acme/sovereign.ts', text }, [{ path, value }]);
  if (!result.ok) throw new Error(result.issues.map(({ problem }) => problem).join());
  return result.value;
}

/** The record with a value put in, as data. */
function withValue(data: unknown, path: readonly EditStep[], value: EditValue): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (typeof step === 'string') {
    const object = (data ?? {}) as Readonly<Record<string, unknown>>;
    return { ...object, [step]: withValue(object[step], rest, value) };
  }
  const list = (data ?? []) as readonly { readonly key?: string }[];
  const key = 'region' in step ? step.region : step.kit;
  const isThere = list.some((one) => one.key === key);
  if (!isThere) return [...list, withValue(undefined, rest, value)];
  return list.map((one) => (one.key === key ? withValue(one, rest, value) : one));
}

function valueAt(data: unknown, path: readonly EditStep[]): unknown {
  return path.reduce<unknown>((at, step) => {
    if (at === undefined || at === null || typeof at !== 'object') return undefined;
    if (typeof step === 'string') return (at as Readonly<Record<string, unknown>>)[step];
    const key = 'region' in step ? step.region : step.kit;
    return (at as readonly { readonly key?: string }[]).find((one) => one.key === key);
  }, data);
}

const overridePath = fc.array(fc.constantFrom(...keys), { minLength: 2, maxLength: 4 });
const path: Arbitrary<readonly EditStep[]> = fc.oneof(
  overridePath.map((rest) => ['overrides', ...rest]),
  fc.constantFrom(...keys).map((key) => ['parameters', key]),
  fc.constantFrom(['protected'], ['fqdn'], ['versions', 'bp-loki', 'version']),
  fc
    .tuple(fc.constantFrom('fsn1', 'nbg1', 'hel1', 'ash'), overridePath)
    .map(([region, rest]) => ['regions', { region }, 'overrides', ...rest]),
  fc.constantFrom('fsn1', 'nbg1', 'hel1', 'ash').map((region) => ['regions', { region }]),
);

/** Whether something on the way to a value is no object, which an edit refuses. */
function isBlocked(data: unknown, steps: readonly EditStep[]): boolean {
  return steps.slice(0, -1).some((_, index) => {
    const at = valueAt(data, steps.slice(0, index + 1));
    if (at === undefined) return typeof steps[index] !== 'string';
    return typeof at !== 'object' || Array.isArray(at) !== (typeof steps[index + 1] !== 'string');
  });
}

test.each([1, 2, 3, 4, 5])('an edit and the one back give the bytes before, in 200 specs of seed %i', (seed) => {
  const property = fc.property(fc.tuple(record, hand, path, leaf), ([data, by, steps, next]) => {
    const before = load(write(data, by));
    fc.pre(!isBlocked(before, steps));
    const last = steps.at(-1);
    const value: EditValue = typeof last === 'object' && 'region' in last ? { key: last.region, role: next } : next;
    const old = valueAt(before, steps);
    fc.pre(old === undefined || typeof old !== 'object'); // what goes with its comments does not come back
    const text = write(data, by);
    const after = edited(text, steps, value);
    expect(load(after)).toEqual(withValue(before, steps, value));
    const made = steps.findIndex((_, index) => valueAt(before, steps.slice(0, index + 1)) === undefined);
    const back = made === -1 ? steps : steps.slice(0, made + 1);
    expect(edited(after, back, made === -1 ? (old as EditValue) : undefined)).toBe(text);
    expect(isWithin(text, after) || made === -1).toBe(true);
  });
  fc.assert(property, { numRuns: 200, seed });
});

/** Whether all of a text is in another one, in its order. */
function isWithin(text: string, other: string): boolean {
  let at = 0;
  for (const letter of other) if (letter === text[at]) at += 1;
  return at === text.length;
}
