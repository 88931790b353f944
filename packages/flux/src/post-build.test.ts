import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { escapeSubstitutes, reference } from './post-build';

interface Row {
  readonly id: string;
  readonly template: string;
  readonly expected: string;
}

/** What Flux itself made of templates, measured: every row of the vectors in which all `$` stand in pairs. */
const rows = readFileSync(join(__dirname, 'flux-postbuild.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Row);

test.each(rows)('$id: $template is what we write for what Flux makes of it', ({ template, expected }) => {
  expect(escapeSubstitutes(expected)).toBe(template);
  expect(template.replaceAll('$$', '')).not.toContain('$');
});

test('a reference is bare', () => {
  expect(reference('REGISTRY_MIRROR')).toBe('${REGISTRY_MIRROR}');
});

test('a text that begins with U+FEFF stays: Go prints its signs as codes, among which Flux finds none to take', () => {
  expect(escapeSubstitutes('\ufeff${X} $')).toBe('\ufeff${X} $');
});
