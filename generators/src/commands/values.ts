import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { valueOf } from '@sovereign-fleet/domain';
import { parseArguments } from '@sovereign-fleet/workspace/command';
import { z } from 'zod';
import { foldersWithSchema, schemaFile, typesFile } from '../values/slot-schemas';
import { valueTypes } from '../values/value-types';

const help = `Writes values.ts beside each values.schema.json of a kit's slots: the types of its overrides.

  sovereign-fleet values

  --check     Write nothing, and fail where a file would change
  -h, --help  Print this

Prints each file that it changes. A row names the types: export const web: Slot<'bp-web', Values> = { … }.
`;

const ValuesOptions = z.strictObject({ check: z.boolean().default(false) });

interface Typed {
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
}

interface Printed {
  readonly text: string;
  readonly exitCode: number;
}

/** The command; gives what it prints. */
export async function typeValues(args: readonly string[], { root, environment }: Typed): Promise<Printed> {
  const parsed = valueOf(parseArguments(ValuesOptions, { args, environment }, { name: 'sovereign-fleet values' }));
  if (parsed === 'help') return { text: help, exitCode: 0 };
  const { check } = parsed.options;
  const changed: string[] = [];
  for (const folder of foldersWithSchema(root)) {
    const file = `${folder}/${typesFile}`;
    const schema = `${folder}/${schemaFile}`;
    const text = await valueTypes(readFileSync(join(root, schema), 'utf8'), { root, file: schema });
    if (existsSync(join(root, file)) && readFileSync(join(root, file), 'utf8') === text) continue;
    changed.push(file);
    if (!check) writeFileSync(join(root, file), text);
  }
  return { text: changed.map((file) => `${file}\n`).join(''), exitCode: check && changed.length > 0 ? 1 : 0 };
}
