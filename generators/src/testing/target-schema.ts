// For tests: the schema.json of a target, from its options.
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/**
 * Lets every value through, whatever `type` says: Nx takes "true" for true by it and shows it to people, and where it
 * refused a value itself, a batch would end with a stack trace. `parseOptions` refuses.
 */
const anything = { anyOf: [{}, { type: 'array' }, { type: 'object' }] };

interface Described {
  readonly id: string;
  readonly description: string;
}

type JsonMap = Readonly<Record<string, unknown>>;

/** What Nx is to read of the options of a target, or of a generator. */
function targetSchema(options: z.ZodObject, { id, description }: Described): object {
  const { properties = {} } = z.toJSONSchema(options, { io: 'input' });
  const open = Object.entries(properties).map(([name, property]) => {
    // None is true or false. Where Nx takes a value from, and what it asks for, are a generator's.
    const { type, default: value, description: what, $default, 'x-prompt': prompt } = property as JsonMap;
    const said = { type, default: value, description: what, $default, 'x-prompt': prompt };
    return [name, { ...said, anyOf: [{ $ref: '#/definitions/anything' }] }] as const;
  });
  return {
    $schema: 'https://json-schema.org/schema',
    $id: id,
    type: 'object',
    description,
    properties: Object.fromEntries(open),
    additionalProperties: true,
    definitions: { anything },
  };
}

/** `UPDATE_GOLDEN=1` writes the file. */
export function expectSchemaFile(file: string, options: z.ZodObject, described: Described): void {
  const schema = targetSchema(options, described);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, `${JSON.stringify(schema, null, 2)}\n`);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(JSON.parse(JSON.stringify(schema)));
}
