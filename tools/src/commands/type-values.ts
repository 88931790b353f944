import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { valueOf } from '@sovereign-fleet/domain';
import { parseArguments } from '@sovereign-fleet/workspace/command';
import { z } from 'zod';
import { foldersWithSchema, schemaFile, typesFile } from '../values/slot-schemas';
import { valueTypes } from '../values/value-types';
import { workspaceRoot } from '../workspace';

export const help = `Writes values.ts beside each values.schema.json of a kit's slots: the types of its overrides.

  npm run values

  --check     Write nothing, and fail where a file would change
  -h, --help  Print this

Prints each file that it changes. A row names the types: export const web: Slot<'bp-web', Values> = { … }.
`;

const ValuesOptions = z.strictObject({ check: z.boolean().default(false) });

async function main(args: readonly string[]): Promise<number> {
  const parsed = parseArguments(ValuesOptions, { args, environment: process.env }, { name: 'npm run values' });
  const given = valueOf(parsed);
  if (given === 'help') {
    process.stdout.write(help);
    return 0;
  }
  const changed: string[] = [];
  for (const folder of foldersWithSchema(workspaceRoot)) {
    const file = `${folder}/${typesFile}`;
    const text = await valueTypes(readFileSync(join(workspaceRoot, folder, schemaFile), 'utf8'));
    if (existsSync(join(workspaceRoot, file)) && readFileSync(join(workspaceRoot, file), 'utf8') === text) continue;
    changed.push(file);
    if (!given.options.check) writeFileSync(join(workspaceRoot, file), text);
  }
  process.stdout.write(changed.map((file) => `${file}\n`).join(''));
  return given.options.check && changed.length > 0 ? 1 : 0;
}

if (require.main === module) {
  main(process.argv.slice(2)).then(
    (code) => (process.exitCode = code),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    },
  );
}
