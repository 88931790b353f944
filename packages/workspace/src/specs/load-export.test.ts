import { rmSync } from 'node:fs';
import { makeSpecs } from '../testing/test-workspace';
import { loadExport } from './load-export';

test('a record that never ends while its export is read is stopped, and nothing else is to be loaded', () => {
  const source = 'sovereigns/endless/sovereign.ts';
  const root = makeSpecs({ [source]: 'export default {\n  get fqdn(): string {\n    for (;;);\n  },\n};\n' });
  const parse = (_: string, value: unknown) => ({
    ok: true as const,
    value: (value as { readonly fqdn: string }).fqdn,
  });
  try {
    expect(loadExport({ root, source, name: 'default', parse }, 0.2)).toEqual({
      ok: false,
      isEndless: true,
      issues: [
        {
          file: source,
          field: 'loading',
          value: 'endless',
          problem: `it had not ended after 0.2 seconds, and was stopped in ${source}`,
          remedy: 'Look there for a loop without an end',
        },
      ],
    });
  } finally {
    rmSync(root, { recursive: true });
  }
});
