import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CompileOptions } from './options';

const file = join(__dirname, 'schema.json');

// `UPDATE_GOLDEN=1` writes it.
test('schema.json is what the options say', () => {
  const schema = {
    ...z.toJSONSchema(CompileOptions, { io: 'input' }),
    $schema: 'https://json-schema.org/schema',
    $id: 'compile',
    title: 'compile',
    description:
      'Compiles every Sovereign\'s spec to gitops-out/. "nx sync" runs it, and "nx sync:check" fails where it would change a file.',
  };
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(schema)));
});
