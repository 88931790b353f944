import {
  commandLine,
  flagOption,
  missingOption,
  parseOptions,
  textOption,
  wordOption,
} from '@sovereign-fleet/workspace/command';
import { isDnsLabel, isExactVersion, type Issue, type Result, resultOf } from '@sovereign-fleet/domain';
import { z } from 'zod';

/** The options of `nx g slot` as Nx reads them from the command line; `schema.json` is printed from this. */
export const SlotOptions = z.strictObject({
  name: wordOption(0, 'The slot, such as bp-grafana.', 'Which slot? (for example bp-grafana)'),
  version: wordOption(
    1,
    'The version of its chart, such as 1.2.0. It is an argument, since Nx has an option of this name.',
    'Which version of its chart? (for example 1.2.0)',
  ),
  chart: textOption.optional().meta({ description: 'The chart. Without it: the name of the slot.', type: 'string' }),
  source: textOption.optional().meta({
    description: "Where it comes from, by its name in the kit's sources. Without it: the first.",
    type: 'string',
  }),
  namespace: textOption.optional().meta({
    description: 'The namespace. Without it: the name of the slot without bp-.',
    type: 'string',
  }),
  dependsOn: z
    .union([z.array(textOption), textOption])
    .optional()
    .meta({ description: 'Slots that have to be ready before, such as bp-cilium,bp-loki.', type: 'array' }),
  number: textOption.optional().meta({ description: 'Its number. Without it: the next one.', type: 'string' }),
  kit: textOption
    .optional()
    .meta({ description: "The kit, by its folder in kits/. Without it: the fleet's first.", type: 'string' }),
  pull: flagOption.meta({ description: 'Fetch the chart for the schema of its values, where charts/ has it not.' }),
});

export type SlotOptions = z.input<typeof SlotOptions>;

/** The options, each there and of its kind. */
export interface GivenSlot {
  readonly name: string;
  readonly version: string;
  readonly chart: string;
  readonly source: string | undefined;
  readonly namespace: string;
  readonly dependsOn: readonly string[];
  readonly number: string | undefined;
  readonly kit: string | undefined;
  readonly pull: boolean;
}

/** The options as Nx hands them over, or every Issue in them. */
export function parseSlotOptions(given: Readonly<Record<string, unknown>>): Result<GivenSlot> {
  const parsed = parseOptions(SlotOptions, given, { name: commandLine, otherOptions: ['--dry-run'] });
  if (!parsed.ok) return parsed;
  const { name = '', version = '', chart = name, source, number, kit, pull = false } = parsed.value;
  const { namespace = name.replace(/^bp-/, '') } = parsed.value;
  const dependsOn = [parsed.value.dependsOn ?? []]
    .flat()
    .flatMap((one) => one.split(','))
    .filter((one) => one !== '');
  const issues = [
    ...(name === '' ? [missingOption('name', 'no slot is named', remedy)] : []),
    ...(name !== '' && !isDnsLabel(name) ? [formIssue('name', name, 'it is not a DNS label of a-z, 0-9 and "-"')] : []),
    ...(version === '' ? [missingOption('version', 'no version is named', remedy)] : []),
    ...(version !== '' && !isExactVersion(version)
      ? [formIssue('version', version, 'it must be one exact version')]
      : []),
    ...Object.entries({ '--chart': chart, '--namespace': namespace }).flatMap(([field, value]) =>
      name === '' || isDnsLabel(value) ? [] : [formIssue(field, value, 'it is not a DNS label of a-z, 0-9 and "-"')],
    ),
    ...(number !== undefined && !/^\d{2}[a-z]?$/.test(number)
      ? [formIssue('--number', number, 'it must be two digits, and a letter where one is needed')]
      : []),
  ];
  return resultOf(issues, () => ({ name, version, chart, source, namespace, dependsOn, number, kit, pull }));
}

const remedy = 'Write it as in nx g slot bp-grafana 1.2.0 --depends-on=bp-cilium';

function formIssue(field: string, value: string, problem: string): Issue {
  return { file: commandLine, field, value, code: 'malformed', problem, remedy };
}
