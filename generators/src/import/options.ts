import { commandLine, flagOption, missingOption, parseOptions, textOption } from '@sovereign-fleet/workspace/command';
import { environments, type Issue, roles, isDnsLabel, type Result, resultOf } from '@sovereign-fleet/domain';
import { z } from 'zod';

/** The options of `nx g import` as Nx reads them from the command line; `schema.json` is printed from this. */
export const ImportOptions = z.strictObject({
  from: textOption.optional().meta({
    description: 'The folder of the hand-written tree that the Flux of one cluster is pointed at.',
    type: 'string',
  }),
  kit: textOption.optional().meta({
    description: 'Name of the new kit, and its folder in kits/.',
    type: 'string',
  }),
  sovereign: textOption.optional().meta({
    description: 'Name of the Sovereign that the cluster becomes. Without it: the name of the kit.',
    type: 'string',
  }),
  fqdn: textOption.optional().meta({
    description: "The Sovereign's DNS name. Without it: <sovereign>.<domain of the fleet>.",
    type: 'string',
  }),
  regions: z
    .union([z.array(textOption), textOption, z.literal(true)])
    .optional()
    .meta({
      description:
        'The region of the cluster, such as fsn1; others behind it are regions that the Sovereign gets, too.',
      type: 'array',
    }),
  role: textOption.optional().meta({
    description: `What the cluster is among its regions: ${roles.join(', ')}. Without it: primary.`,
    type: 'string',
  }),
  environment: textOption.optional().meta({
    description: `Last part of the canonical labels: ${environments.join(', ')}. Without it: prod.`,
    type: 'string',
  }),
  set: z
    .union([z.array(textOption), textOption])
    .optional()
    .meta({
      description: 'What a substitute is in the cluster, where its Kustomizations are not in the tree: NAME=value.',
      type: 'array',
    }),
  keepSources: flagOption.meta({ description: 'Keep each HelmRepository, in place of an OCIRepository a slot.' }),
  allowRanges: flagOption.meta({ description: 'Keep ranges of versions, such as 1.x; each review finds them.' }),
});

export type ImportOptions = z.input<typeof ImportOptions>;

/** The options that say what is imported, read. */
export interface GivenImport {
  readonly from: string;
  readonly kit: string;
  readonly sovereign: string;
  readonly fqdn: string | undefined;
  readonly regions: z.output<typeof ImportOptions>['regions'];
  readonly role: string;
  readonly environment: string;
  readonly set: Readonly<Record<string, string>>;
  readonly keepSources: boolean;
  readonly allowRanges: boolean;
}

/** The options as Nx hands them over, or every Issue in them. */
export function parseImportOptions(given: Readonly<Record<string, unknown>>): Result<GivenImport> {
  const parsed = parseOptions(ImportOptions, given, { name: commandLine, otherOptions: ['--dry-run'] });
  if (!parsed.ok) return parsed;
  const { from = '', kit = '', role = 'primary', environment = 'prod' } = parsed.value;
  const { fqdn, regions, sovereign = kit, set = [], keepSources = false, allowRanges = false } = parsed.value;
  const pairs = [set].flat().map((one) => /^([\p{L}_][\p{L}\p{Nd}_]*)=(.*)$/su.exec(one) ?? one);
  const issues = [
    ...(from === ''
      ? [missingOption('--from', 'no folder is named', 'Name the folder, such as --from=../fleet/clusters/a')]
      : []),
    ...(isDnsLabel(kit) ? [] : [issueOfKit(kit)]),
    ...pairs.flatMap((pair) => (typeof pair === 'string' ? [issueOfSet(pair)] : [])),
  ];
  return resultOf(issues, () => {
    const values = pairs.flatMap((pair) => (typeof pair === 'string' ? [] : [[pair[1] ?? '', pair[2] ?? ''] as const]));
    return {
      from,
      kit,
      sovereign,
      fqdn,
      regions,
      role,
      environment,
      set: Object.fromEntries(values),
      keepSources,
      allowRanges,
    };
  });
}

function issueOfKit(kit: string): Issue {
  if (kit === '') return missingOption('--kit', 'no kit is named', 'Name it, such as --kit=april');
  const problem = 'it is not a DNS label of a-z, 0-9 and "-"';
  return { file: commandLine, field: '--kit', value: kit, problem, remedy: 'Write a name such as --kit=april' };
}

function issueOfSet(value: string): Issue {
  const problem = 'it is not a name, "=" and a value';
  return { file: commandLine, field: '--set', value, problem, remedy: 'Write it as --set=NAME=value' };
}
