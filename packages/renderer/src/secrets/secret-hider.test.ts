import { createHmac } from 'node:crypto';
import { sealedHider, secretHider } from './secret-hider';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const mark = 'hmac-sha256:0000111122223333';
const secrets = [
  'hunter2pass',
  'abcd',
  'qz7',
  '4711',
  '12345678',
  'tok%en&=',
  'line one of it\nline two',
  'it\'s "so" now',
];
const hide = secretHider(secrets, () => mark);

test.each([
  { what: 'within a word', text: 'xxhunter2passyy', hidden: `xx${mark}yy` },
  { what: 'in another case', text: 'HUNTER2pass', hidden: mark },
  { what: 'in base64 with more around it', text: `Basic ${base64('user:hunter2pass')}`, hidden: `Basic ${mark}` },
  { what: 'in base64 behind a path', text: `/a/bc/${base64('u:hunter2pass')}`, hidden: mark },
  { what: 'in base64 of base64', text: base64(`{"auth":"${base64('u:hunter2pass')}"}`), hidden: mark },
  { what: 'in base64 that was put in upper case', text: base64('hunter2pass').toUpperCase(), hidden: mark },
  { what: 'in hexadecimal', text: Buffer.from('hunter2pass').toString('hex'), hidden: mark },
  { what: 'in a URL', text: `?t=${encodeURIComponent('tok%en&=')}`, hidden: `?t=${mark}` },
  { what: 'twice in a URL', text: encodeURIComponent(encodeURIComponent('tok%en&=')), hidden: mark },
  { what: 'in JSON in JSON', text: JSON.stringify(JSON.stringify('it\'s "so" now')), hidden: `"\\"${mark}\\""` },
  { what: 'in single quotes', text: "'it''s \"so\" now'", hidden: `'${mark}'` },
  { what: 'in HTML', text: '<b>it&#39;s &quot;so&#34; now</b>', hidden: `<b>${mark}</b>` },
  { what: 'with its lines indented', text: 'x:\n  line one of it\n  line two\n', hidden: `x:\n  ${mark}\n` },
  { what: 'with its lines joined', text: 'line one of itline two', hidden: mark },
  { what: 'as Go prints a float', text: '1.2345678e+07', hidden: mark },
  { what: 'cut short', text: 'cannot read hunter2... here', hidden: `cannot read ${mark}... here` },
  { what: 'short, and all of a value', text: 'qz7', hidden: mark },
])('a secret $what is hidden', ({ text, hidden }) => {
  expect(hide.text(text)).toBe(hidden);
});

test.each([
  { what: 'a short secret within a word', text: 'aqz7b' },
  { what: 'another text', text: 'hunter 2pas' },
])('a text without a secret stays: $what', ({ text }) => {
  expect(hide.text(text)).toBe(text);
});

const hmac = (text: string) => `hmac-sha256:${createHmac('sha256', 'key').update(text).digest('hex').slice(0, 16)}`;

test('what was hidden within the renderer is shown as it is', () => {
  const [before, after] = [sealedHider(['4711'], hmac), secretHider(['4711', 'abcd'], hmac)];
  const value = { 'k-4711': 'x 4711 4711abcd', n: 4711 };
  const shown = hmac(base64('4711'));
  expect(after.value(before.value(value))).toEqual({
    [`k-${shown}`]: `x ${shown} ${shown}${hmac(base64('abcd'))}`,
    n: shown,
  });
});

const shownMark = hmac(base64('hunter2pass'));

test.each([
  { what: 'alone', text: shownMark },
  { what: 'in a text', text: `x-${shownMark}/y` },
  { what: 'as SOPS has it', text: `ENC[${shownMark}]` },
  { what: 'with a seal that is none', text: `${shownMark}.0123456789abcdef` },
  { what: 'longer', text: `${shownMark}0123` },
])('a text in the shape of a fingerprint does not stand for one: $what', ({ text }) => {
  for (const secrets of [[], ['hunter2pass'], [text]]) {
    const { text: show } = secretHider(secrets, hmac);
    const { text: sealedly } = sealedHider(secrets, hmac);
    expect(show(text)).not.toContain(shownMark);
    expect(show(sealedly(text))).toBe(show(text)); // as it comes by a chart
    expect(show(base64(text))).not.toContain(shownMark);
  }
});

test('texts that differ do not look alike: in case, where values overlap, before base64, as two keys', () => {
  const { text, value } = secretHider(['Pass-word1', 'pass-WORD1', 'word1-more'], hmac);
  const alike = [
    ['Pass-word1', 'pass-WORD1'],
    ['Pass-word1-more', 'Pass-word1-mor!'],
    [`/a/bc/${base64('Pass-word1')}`, `/a/bd/${base64('Pass-word1')}`],
  ];
  for (const [one = '', other = ''] of alike) expect(text(one)).not.toBe(text(other));
  expect(Object.values(value({ 'Pass-word1': 1, 'PASS-WORD1': 2 }))).toEqual([1, 2]);
});

test('texts, numbers and keys of a value are hidden, and a value without secrets is returned itself', () => {
  const value = { a: ['abcd', 4711, true, null], 'x-hunter2pass': 1, b: 471 };
  expect(hide.value(value)).toEqual({ a: [mark, mark, true, null], [`x-${mark}`]: 1, b: 471 });
  const open = { a: [1, { b: 'none' }] };
  expect(hide.value(open)).toBe(open);
});

test('the kind of an object stays, whatever a Secret holds', () => {
  const object = { apiVersion: 'qz7', kind: 'qz7', metadata: { name: 'qz7' } };
  expect(hide.object(object)).toEqual({ apiVersion: 'qz7', kind: 'qz7', metadata: { name: mark } });
});

test('an ordinary word that a Secret holds takes no names away', () => {
  const { text, object } = secretHider(['critical'], () => mark);
  const metadata = { name: 'critical', namespace: 'critical', labels: { tier: 'critical' } };
  const spec = { priorityClassName: 'infra-critical', url: 'redis://user:critical@db' };
  expect(object({ apiVersion: 'v1', kind: 'Pod', metadata, spec })).toEqual({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...metadata, labels: { tier: mark } },
    spec: { ...spec, url: `redis://user:${mark}@db` },
  });
  expect(text('it is critically low')).toBe('it is critically low');
  expect(text(`x ${base64('critical')}`)).toBe(`x ${mark}`);
});

test('a Secret of nothing but backslashes hides nothing else', () => {
  expect(secretHider(['\\\\\\\\'], () => mark).text('a b \\ \\\\\\\\')).toBe(`a b \\ ${mark}`);
});

/** The least CPU time of five runs in microseconds: the run that V8 and the machine disturbed least. */
function quickest(run: () => unknown): number {
  const times = [1, 2, 3, 4, 5].map(() => {
    const before = process.cpuUsage();
    run();
    return process.cpuUsage(before).user;
  });
  return Math.max(Math.min(...times), 1);
}

// One pattern with every way of writing a character took seconds for six of these parts, and ten times as long for
// each further part.
test.each([
  { what: 'quotes', part: '"' },
  { what: 'quotes of two kinds', part: `''""` },
  { what: 'backslashes', part: '\\' },
  { what: 'white space', part: 'a \n \t b' },
  { what: 'plus signs', part: '+ ' },
])('a search for a secret of $what that almost matches costs less than a thousand walks over the text', ({ part }) => {
  const text = `${part.repeat(120)}y`; // longer than what is remembered
  const all = secretHider([`${part.repeat(6)}z`], () => mark);
  expect(all.text(text)).toBe(text);
  expect(quickest(() => all.text(text)) / quickest(() => text.replace(/[^]/gu, (sign) => sign))).toBeLessThan(1000);
});

test('a search in a run of base64 that is four times as long takes about four times as long', () => {
  const search = (times: number) => quickest(() => hide.text('Qx9/'.repeat(2000 * times)));
  expect(search(4) / search(1)).toBeLessThan(10);
});
