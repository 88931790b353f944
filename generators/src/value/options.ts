import {
  commandLine,
  flagOption,
  missingOption,
  parseOptions,
  textOption,
  wordOption,
} from '@sovereign-fleet/workspace/command';
import { type Issue, type Result, resultOf } from '@sovereign-fleet/domain';
import { z } from 'zod';

/** The options of `nx g value` as Nx reads them from the command line; `schema.json` is printed from this. */
export const ValueOptions = z.strictObject({
  name: wordOption(0, 'The Sovereign, by its folder in sovereigns/.', 'Which Sovereign?'),
  slot: wordOption(1, 'The slot, such as bp-cilium.', 'Which slot? (for example bp-cilium)'),
  path: wordOption(
    2,
    "The value of its chart, as Helm's --set writes it: cilium.mtu.",
    'Which value of its chart? (for example cilium.mtu)',
  ),
  value: z
    .union([textOption, z.boolean()])
    .optional()
    .meta({
      description: 'JSON, such as 1400, true or \'["a"]\'; whatever else is a text.',
      type: 'string',
      $default: { $source: 'argv', index: 3 },
    }),
  region: textOption
    .optional()
    .meta({ description: 'The region that it is for. Without it: all regions.', type: 'string' }),
  string: flagOption.meta({ description: 'Take the value as a text, whatever it looks like.' }),
  remove: flagOption.meta({ description: 'Take the value out of the record again.' }),
  render: flagOption.meta({ description: "Say what the slots' charts make of it, too." }),
});

export type ValueOptions = z.input<typeof ValueOptions>;

/** The options, each there. */
export interface GivenValue {
  readonly name: string | undefined;
  readonly slot: string;
  readonly path: string;
  /** As it was typed; undefined where the value is to be taken out. */
  readonly value: string | undefined;
  readonly region: string | undefined;
  readonly string: boolean;
  readonly render: boolean;
}

/** The options as Nx hands them over, or every Issue in them. */
export function parseValueOptions(given: Readonly<Record<string, unknown>>): Result<GivenValue> {
  const parsed = parseOptions(ValueOptions, given, { name: commandLine, otherOptions: ['--dry-run'] });
  if (!parsed.ok) return parsed;
  const { name, slot = '', path = '', value, region, string = false, remove = false, render = false } = parsed.value;
  const issues = [
    ...(slot === '' ? [missingOption('slot', 'no slot is named', example)] : []),
    ...(slot !== '' && path === '' ? [missingOption('path', 'no value of the chart is named', example)] : []),
    ...(path !== '' && value === undefined && !remove ? [missingOption('value', 'there is none', example)] : []),
    ...(value !== undefined && remove ? [issueOfBoth(String(value))] : []),
  ];
  const typed = value === undefined ? undefined : String(value);
  return resultOf(issues, () => ({ name, slot, path, value: typed, region, string, render }));
}

const example = 'Write them behind the Sovereign: nx g value acme bp-cilium cilium.mtu 1400';

function issueOfBoth(value: string): Issue {
  const problem = 'a value is given, and --remove takes one out';
  return {
    file: commandLine,
    field: '--remove',
    value,
    code: 'contradiction',
    problem,
    remedy: 'Leave one of them out',
  };
}
