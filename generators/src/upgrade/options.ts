import {
  commandLine,
  flagOption,
  missingOption,
  parseOptions,
  textOption,
  wordOption,
} from '@sovereign-fleet/workspace/command';
import {
  environments,
  type Environment,
  type Issue,
  isExactVersion,
  isEnvironment,
  refusalOfEnvironment,
  type Result,
  resultOf,
} from '@sovereign-fleet/domain';
import { z } from 'zod';

/** The options of `nx g upgrade` as Nx reads them from the command line; `schema.json` is printed from this. */
export const UpgradeOptions = z.strictObject({
  slot: wordOption(0, 'The slot, such as bp-cilium; or flux, or k3s.', 'Which slot? (bp-cilium; or flux, k3s)'),
  version: wordOption(1, 'Its version, such as 1.5.0 or v1.36.2+k3s1.', 'Which version? (for example 1.5.0)'),
  digest: textOption.optional().meta({
    description: 'The digest that the registry gives for it: sha256:…; of flux and k3s what cloudInit.sha256 says.',
    type: 'string',
  }),
  kit: textOption.optional().meta({ description: 'The kit, where several have the slot.', type: 'string' }),
  environment: textOption.optional().meta({
    description: `For the Sovereigns of one environment alone: ${environments.join(', ')}.`,
    type: 'string',
  }),
  only: textOption
    .optional()
    .meta({ description: 'For one Sovereign alone, by its folder in sovereigns/.', type: 'string' }),
  region: textOption.optional().meta({ description: 'With --only: for one of its regions alone.', type: 'string' }),
  campaign: flagOption.meta({
    description: 'Write a campaign, too, that takes it through the fleet in waves.',
  }),
  merged: flagOption.meta({
    description: 'Of k3s: go on with the next region; the one before is merged, and every region is healthy with it.',
  }),
  down: flagOption.meta({ description: 'Allow a version that is lower than the one of now.' }),
  render: flagOption.meta({
    description: 'Say what the charts make of it, too, for the first Sovereign that changes.',
  }),
});

export type UpgradeOptions = z.input<typeof UpgradeOptions>;

/** The options, each there and of its kind. */
export interface GivenUpgrade {
  readonly slot: string;
  readonly version: string;
  readonly digest: string | undefined;
  readonly kit: string | undefined;
  readonly environment: Environment | undefined;
  readonly only: string | undefined;
  readonly region: string | undefined;
  readonly campaign: boolean;
  readonly merged: boolean;
  readonly down: boolean;
  readonly render: boolean;
}

/** The options as Nx hands them over, or every Issue in them. */
export function parseUpgradeOptions(given: Readonly<Record<string, unknown>>): Result<GivenUpgrade> {
  const parsed = parseOptions(UpgradeOptions, given, { name: commandLine, otherOptions: ['--dry-run'] });
  if (!parsed.ok) return parsed;
  const { slot = '', version = '', digest, kit, environment, only, region } = parsed.value;
  const { campaign = false, merged = false, down = false, render = false } = parsed.value;
  const known = environment !== undefined && isEnvironment(environment) ? environment : undefined;
  const issues = [
    ...(slot === '' ? [missingOption('slot', 'no slot is named', example)] : []),
    ...(slot !== '' && version === '' ? [missingOption('version', 'no version is named', example)] : []),
    ...(version !== '' && !isExactVersion(version) ? [issueOfVersion(version)] : []),
    ...(campaign && only !== undefined ? [issueOfWaves(only)] : []),
    ...(environment !== undefined && known === undefined ? [issueOfEnvironment(environment)] : []),
    ...(environment !== undefined && only !== undefined ? [issueOfBoth(only)] : []),
    ...(region !== undefined && only === undefined ? [issueOfRegion(region)] : []),
  ];
  const flags = { campaign, merged, down, render };
  return resultOf(issues, () => ({ slot, version, digest, kit, environment: known, only, region, ...flags }));
}

const example = 'Write both: nx g upgrade bp-cilium 1.5.0';

function issueOfVersion(value: string): Issue {
  const problem = 'it must be one exact version';
  const remedy = 'Write the version that the registry has, such as 1.5.0';
  return { file: commandLine, field: 'version', value, code: 'malformed', problem, remedy };
}

function issueOfEnvironment(value: string): Issue {
  return { file: commandLine, field: '--environment', value, ...refusalOfEnvironment(value) };
}

function issueOfBoth(value: string): Issue {
  const problem = 'an environment is named, too';
  return { file: commandLine, field: '--only', value, code: 'contradiction', problem, remedy: 'Leave one of them out' };
}

function issueOfWaves(value: string): Issue {
  const problem = 'a campaign takes many Sovereigns through waves';
  const remedy = 'Leave out --campaign, or --only';
  return { file: commandLine, field: '--only', value, code: 'contradiction', problem, remedy };
}

function issueOfRegion(value: string): Issue {
  const problem = 'it is the region of a Sovereign, and none is named';
  return { file: commandLine, field: '--region', value, code: 'missing', problem, remedy: 'Name it with --only' };
}
