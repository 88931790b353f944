import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { escapeSubstitutes, reference } from './post-build';

interface Row {
  readonly id: string;
  readonly template: string;
  readonly expected: string;
}

/** What Flux itself made of templates, measured: those in which every `$` is doubled. */
const rows = readFileSync(join(__dirname, 'flux-postbuild.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Row);

test.each(rows)('$id: Flux makes $expected of what we write for it', ({ template, expected }) => {
  expect(escapeSubstitutes(expected)).toBe(template);
});

test('a reference is bare', () => {
  expect(reference('REGISTRY_MIRROR')).toBe('${REGISTRY_MIRROR}');
});
