import type { Rendered } from '@sovereign-fleet/renderer';
import { printableJson, printableText } from './printable-text';
import { summaryOf } from '../render/render-sovereign';

test.each([
  { text: 'one\ntwo, größer\n', shown: 'one\ntwo, größer\n' },
  { text: 'a\u001b[31mred', shown: 'a\\u{1b}[31mred' },
  { text: 'a\r::error::b', shown: 'a\\r::error::b' },
  { text: 'a\n  ::error::b', shown: 'a\n  : :error::b' },
  { text: 'a ##[add-matcher]b', shown: 'a ## [add-matcher]b' },
])('a terminal shows $shown and obeys nothing in it', ({ text, shown }) => {
  expect(printableText(text)).toBe(shown);
});

test('the words of a chart stay on the line of their problem', () => {
  const problem = 'fails\n::error file=x::owned\u001b[2J';
  const problems = [{ kind: 'failed', object: 'HelmRelease a/b', field: 'spec', problem, remedy: 'Mend it' }] as const;
  const rendered: Rendered = { fqdn: 'acme', regions: [{ region: 'fsn1', objects: [], releases: [], problems }] };
  expect(summaryOf('acme', rendered, false).text.split('\n')).toEqual([
    'acme/fsn1: 0 objects, 0 releases',
    '  failed: HelmRelease a/b spec: fails\\n::error file=x::owned\\u{1b}[2J. Mend it.',
  ]);
});

test('a render says which programs are not those that its Flux has inside', () => {
  const programs = ['Flux 2.9 has Helm 4.2 inside, and Helm 5.0 of PATH renders here'];
  expect(summaryOf('acme', { fqdn: 'acme', regions: [], programs }, false).text).toBe(`acme: ${programs.join('')}`);
});

test('a line of JSON has no command and no unseen character in it, and says what it said', () => {
  const said = { reason: 'a ##[add-mask]x \u202e\u001b[2J\u{e0001} größer' };
  const line = printableJson(`${JSON.stringify(said)}\n`);
  expect(line).toBe('{"reason":"a ##\\u005badd-mask]x \\u202e\\u001b[2J\\udb40\\udc01 größer"}\n');
  expect(JSON.parse(line)).toEqual(said);
});
