import { parseFleet } from '../fleet/fleet';
import { parseSovereign } from '../sovereign/sovereign';
import { formatIssue, type IssueCode, oneLine } from './issue';
import { errorOfIssues } from './result';
import { fieldOf, keysOf } from './zod-issues';

const spec = {
  fqdn: 'acme.example.com',
  environment: 'prod',
  regions: [{ key: 'fsn1', provider: 'hetzner', role: 'primary' }],
};

function codesOf(change: object): readonly string[] {
  const result = parseSovereign({ source: 'sovereign.ts', name: 'acme', spec: { ...spec, ...change } });
  return result.ok ? [] : result.issues.map(({ field, code }) => `${field}: ${code ?? 'none'}`);
}

const fsn1 = { key: 'fsn1', provider: 'hetzner' };

test.each<{ what: string; change: object; field: string; code: IssueCode }>([
  { what: 'no environment', change: { environment: undefined }, field: 'environment', code: 'missing' },
  { what: 'a misspelt key', change: { regiosn: [] }, field: 'regiosn', code: 'unknown-key' },
  {
    what: 'an environment that there is not',
    change: { environment: 'x' },
    field: 'environment',
    code: 'unknown-value',
  },
  { what: 'a number for its FQDN', change: { fqdn: 1 }, field: 'fqdn', code: 'wrong-type' },
  { what: 'a word for its FQDN', change: { fqdn: 'acme' }, field: 'fqdn', code: 'malformed' },
  { what: 'no region in its list', change: { regions: [] }, field: 'regions', code: 'out-of-range' },
  { what: 'a region twice', change: { regions: [fsn1, fsn1] }, field: 'regions[1].key', code: 'taken' },
  {
    what: 'a region of another provider',
    change: { regions: [{ ...fsn1, provider: 'aws' }] },
    field: 'regions[0].key',
    code: 'unknown-value',
  },
])('the Issue of a spec with $what has the code $code', ({ change, field, code }) => {
  expect(codesOf(change)).toEqual([`${field}: ${code}`]);
});

test('the Issue of a spec that cannot be read has the code unreadable', () => {
  const ownKeys = () => {
    throw new Error('no');
  };
  const unreadable = new Proxy({}, { ownKeys });
  expect(parseFleet('fleet.ts', unreadable)).toMatchObject({ ok: false, issues: [{ code: 'unreadable' }] });
});

test('the Issue of a reserved name has the code reserved', () => {
  const result = parseSovereign({ source: 'sovereign.ts', name: 'policy', spec });
  expect(result).toMatchObject({ ok: false, issues: [{ field: 'name', code: 'reserved' }] });
});

test.each<{ path: readonly (string | number)[] }>([
  { path: ['regions', 1, 'overrides', 'bp-cilium', 'mtu'] },
  { path: ['a.b', 'c"d', 'e\\f', '[0]', ']'] },
  { path: ['bp-cilium', 'chart', 'version'] },
  { path: [0, 1] },
])('the keys of a field are those that it was written of: $path', ({ path }) => {
  expect(keysOf(fieldOf(path))).toEqual(path);
});

test.each([
  { file: 'a\u001b[2J/sovereign.ts', value: 'x', says: 'a\\u{1b}[2J/sovereign.ts: fqdn is "x": no. Mend it.' },
  { file: '::add-mask::a', value: 'x', says: ': :add-mask::a: fqdn is "x": no. Mend it.' },
  { file: 'a\r::error::b', value: '##[add-mask]x', says: 'a\\r::error::b: fqdn is "## [add-mask]x": no. Mend it.' },
  { file: 'a', value: '\u202ex', says: 'a: fqdn is "\\u{202e}x": no. Mend it.' },
])('an Error shows $says, and orders nothing of a terminal or a workflow', ({ file, value, says }) => {
  const issue = { file, field: 'fqdn', value, problem: 'no', remedy: 'Mend it' };
  expect(errorOfIssues([issue], 'nothing was written').message).toBe(`1 problem, nothing was written\n${says}`);
});

test.each([
  { text: 'one', line: 'one' },
  { text: ' a \n\n\t b\r\nc ', line: ' a b c ' },
  { text: '\n', line: ' ' },
  { text: '\na\n', line: ' a ' },
])('the lines of $text are one: $line', ({ text, line }) => {
  expect(oneLine(text)).toBe(line);
  expect(oneLine(text)).toBe(text.replace(/\s*\n\s*/g, ' '));
});

test.each([
  { what: 'blanks', text: ' '.repeat(400_000) },
  { what: 'beginnings of URLs', text: '://'.repeat(400_000) },
  { what: 'slashes', text: '/'.repeat(400_000) },
])('an Issue with a value of very many $what is written in a moment', ({ text }) => {
  const start = performance.now();
  formatIssue({ file: text, field: 'a', value: text, problem: text, remedy: text });
  expect(performance.now() - start).toBeLessThan(2000);
});
