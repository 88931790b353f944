import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ProposeOptions } from './options';

const file = join(__dirname, 'schema.json');

// `UPDATE_GOLDEN=1` writes it.
test('schema.json is what the options say', () => {
  const schema = {
    ...z.toJSONSchema(ProposeOptions, { io: 'input' }),
    $schema: 'https://json-schema.org/schema',
    $id: 'Propose',
    description: "Keeps a Sovereign's pull request on the fleet repository in step with gitops-out/.",
  };
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(schema)));
});
