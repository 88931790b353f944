import fc from 'fast-check';
import { type TextView, withoutBackslashes, withoutEscapes } from './bare-text';
import { writeWithoutEscapes } from './byte-escapes';
import { mapEncoded, mostLevels } from './encoded-runs';
import { secretFilter } from './secret-filter';
import { barePartsOf, secretSearch } from './secret-search';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const spellings: readonly ((text: string) => string)[] = [
  (text) => text,
  base64,
  (text) => Buffer.from(text).toString('hex'),
  (text) => `x${Buffer.from(text).toString('hex')}z`,
  (text) => `a${Buffer.from(text).toString('hex')}`,
  (text) => base64(`user:${text}`),
  (text) => base64(base64(text)),
  (text) => encodeURIComponent(text),
  (text) => encodeURIComponent(encodeURIComponent(text)),
  (text) => JSON.stringify(text).slice(1, -1),
  (text) => text.toUpperCase(),
  (text) => text.slice(0, 13),
  (text) => base64(text).toLowerCase(),
  (text) => text.split('').join(' '),
  (text) => text.replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
];
// K with a point is the Kelvin sign: in lower case it is a k, as the dotted I is an i.
const letters = [...Array.from('abckXYZ0189-_./+ "\'\\%&äßΣ漢İ\u212a\n'), '%22', '\\n', '\\u0022', '&amp;', '%2525'];
const texts = (minLength: number, maxLength: number) =>
  fc.array(fc.constantFrom(...letters), { minLength, maxLength }).map((all) => all.join(''));
const secrets = texts(4, 16)
  .map((text) => text.trim())
  .filter((text) => text.length >= 4);

test('the quick look never says no where the whole one finds a secret', () => {
  const spell = fc.constantFrom(...spellings);
  fc.assert(
    fc.property(secrets, fc.tuple(texts(0, 6), texts(0, 6)), fc.tuple(spell, spell), (...[secret, around, spells]) => {
      const [before, after] = around;
      const [inner, outer] = spells;
      const text = `${before}${outer(inner(secret))}${after}`;
      const { isIn } = secretSearch([secret]);
      const filter = secretFilter({ parts: barePartsOf([secret]), short: [], levels: mostLevels });
      if (isIn(text)) expect(filter.mayHold(text)).toBe(true);
      const whole = mapEncoded(text, { mayHold: () => true, finds: isIn, change: () => '!' });
      if (whole !== text) expect(filter.mayHoldEncoded(text)).toBe(true);
    }),
    { numRuns: 600 },
  );
});

test('the quick look says no to nearly every text without a secret', () => {
  const parts = barePartsOf(Array.from({ length: 200 }, (_, at) => `Secret-${at}-${base64(String(at * 7919))}`));
  const filter = secretFilter({ parts, short: ['qz7'], levels: mostLevels });
  const words = Array.from({ length: 1000 }, (_, at) => `spec.template-${at}/containers_${at * at}: nginx@sha256`);
  const passed = words.filter((word) => filter.mayHold(word) || filter.mayHoldEncoded(word));
  expect(passed.length).toBeLessThan(50);
});

test('a short secret is seen where it is all that a run says', () => {
  const filter = secretFilter({ parts: [], short: ['qz7'], levels: mostLevels });
  expect(filter.mayHoldEncoded(`xx${base64('qz7')}`)).toBe(true);
  expect(filter.mayHoldEncoded(`xx${base64('qz8')}`)).toBe(false);
});

const entities = ['&amp;lt;', '&#x41;', '&#65;', '&quot;', '&apos;', '&amp;', '&', '&#'];
const backslashed = ['\\u0041', '\\u00e9', '\\n', '\\T', '\\\\n', '\\', '\\\\u0022'];
const escapes = ['%2541', '%C3%A9', '%25', '%2', '%', ...entities, ...backslashed];
const pieces = [...escapes, ...Array.from('ab25An;u "\'+é\t\u00a0\u3000')];

test.each<{ what: string; areLines: boolean; view: TextView }>([
  { what: 'as they are', areLines: true, view: withoutEscapes },
  { what: 'but for those of lines', areLines: false, view: withoutBackslashes },
])('the quick look reads escapes as the whole one does: $what', ({ areLines, view }) => {
  const plain = (text: string) => text.replace(/[^!-~]|["'+\\]/g, '').toLowerCase();
  let known = 0;
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), (all) => {
      const from = Buffer.from(all.join(''));
      const to = new Uint8Array(from.length);
      const length = writeWithoutEscapes(from, to, areLines);
      if (length === undefined) return; // the whole look is taken then
      known += 1;
      expect(plain(Buffer.from(to.subarray(0, length)).toString())).toBe(plain(view(all.join('')).text));
    }),
    { numRuns: 1000 },
  );
  expect(known).toBeGreaterThan(700);
});
