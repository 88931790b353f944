import fc, { type Arbitrary } from 'fast-check';
import type { Json } from '@sovereign-fleet/domain';

/** Texts that mean something to YAML, Go, Helm, kustomize, Flux, a terminal, Markdown, HTML, GitHub or JavaScript. */
const meaningful = [
  '',
  ' ',
  '~',
  'null',
  'true',
  'yes',
  'No',
  '0',
  '-0',
  '010',
  '0x1F',
  '0o17',
  '1_000',
  '.5',
  '.inf',
  '.NaN',
  '=',
  '9007199254740993',
  '1e999',
  '-1e-999',
  '18446744073709551616',
  '2001-01-01',
  '12:30:45',
  '<<',
  '*a',
  '&a x',
  '!!binary aGk=',
  '!!int x',
  '!x y',
  '%YAML 1.2',
  '---',
  '...',
  '- ',
  '? ',
  ': ',
  '# ',
  '|',
  '>-',
  '{',
  ']',
  '"',
  "'",
  '\\',
  '\t',
  '\r',
  '\r\n',
  '\n',
  '\n---\n',
  '\u0000',
  '\u0007',
  '\u001b[31m',
  '\u007f',
  '\u0085',
  '\u00a0',
  '\u2028',
  '\u202e',
  '\u2066',
  '\ufeff',
  '\ufffd',
  '\ud800',
  'e\u0301',
  '\u{1f600}',
  '\u{e0041}',
  '𝔘',
  'ß',
  'İ',
  '${X}',
  '${X:=y}',
  '${X:-${Y}}',
  '$${X}',
  '${',
  '$',
  '${X/a/b}',
  '${X:1:2}',
  '${X^^}',
  '${flux}',
  '{{ .Values }}',
  '{{',
  '{{- fail "x" }}',
  '{{ include "x" . }}',
  '{{ range $i := until 9 }}x{{ end }}',
  '{{ .Files.Get "x" }}',
  '..',
  '../..',
  '../../../../etc/passwd',
  '/etc/passwd',
  './a',
  'a//b',
  'file:///etc/passwd',
  'https://127.0.0.1:9/x',
  'git@127.0.0.1:x/y',
  'github.com/a/b?ref=c',
  'oci://127.0.0.1:9/x',
  'C:\\x',
  'a/../b',
  '.git/config',
  '~/x',
  '%2e%2e',
  '__proto__',
  'constructor',
  'toString',
  'length',
  'hasOwnProperty',
  'a.b',
  'a[0]',
  'a\\.b',
  'a,b=c',
  '{a,b}',
  '*',
  '<script>alert(1)</script>',
  '</details>',
  '-->',
  '`',
  '```',
  '](http://x)',
  '![x](y)',
  '@octocat',
  '#1',
  '&lt;',
  '|',
  '##[add-mask]x',
  '::set-output name=a::b',
  '%0A',
  'ENC[AES256_GCM,data:x,type:str]',
  'hmac-sha256:0123456789abcdef',
  '>=1.0.0',
  '1.x',
  'v1',
  'latest',
  '1.0.0+x',
  '99999999999999999999.0.0',
  'sha256:x',
  '6-1-*',
  'aGk=',
  '-----BEGIN',
];

const longText = fc
  .record({
    part: fc.constantFrom(...meaningful, 'a', 'a.', '((', '[[', '{a: '),
    times: fc.integer({ min: 2, max: 300 }),
  })
  .map(({ part, times }) => part.repeat(times));

/** A text that nobody would write, or somebody with an aim. */
export const oddText: Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...meaningful) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom(...meaningful), fc.constantFrom(...meaningful)).map((two) => two.join('')),
  },
  { weight: 1, arbitrary: longText },
);

const oddNumber = fc.oneof(
  fc.constantFrom(0, 1, -1, 0.1, 1e21, 1e308, 5e-324, 2 ** 31, 2 ** 53, -(2 ** 63), 65_536),
  fc.integer(),
);

const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.oneof(fc.constantFrom<Json>(null, true, false), oddNumber, oddText),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(fc.constantFrom('a', 'name', 'kind', 'spec', 'data'), oddText), tie('json'), {
      maxKeys: 3,
      noNullPrototype: true,
    }),
  ),
}));

/** A value of any type where another was meant. */
export const oddValue: Arbitrary<Json> = json;

/** Mostly one of these, and now and then something odd. */
export function mostly<Value>(...values: readonly Value[]): Arbitrary<Value | Json> {
  return fc.oneof({ weight: 80, arbitrary: fc.constantFrom(...values) }, { weight: 1, arbitrary: oddValue });
}

/** The same of texts alone. */
export function rather(...texts: readonly string[]): Arbitrary<string> {
  return fc.oneof({ weight: 30, arbitrary: fc.constantFrom(...texts) }, { weight: 1, arbitrary: oddText });
}
