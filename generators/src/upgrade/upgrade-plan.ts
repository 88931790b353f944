import { isLowerVersion, type Issue, type Sovereign } from '@sovereign-fleet/domain';
import { commandLine } from '@sovereign-fleet/workspace/command';
import type { FleetRecord } from '@sovereign-fleet/workspace/specs';
import type { FileEdit } from '../change/change-records';
import type { GivenUpgrade } from './options';

/** Where a version is said, and for whom. */
export interface UpgradePlan {
  readonly files: readonly FileEdit[];
  readonly sovereigns: readonly Sovereign[];
  /** For people: the layer that says it. */
  readonly layer: string;
  /** What a person has to know beside that. */
  readonly lines?: readonly string[];
  /** Those whose step before has to be merged, and every region well with it. */
  readonly waits?: readonly Sovereign[];
}

/** Who a version of Flux or k3s is for: one Sovereign, those of an environment, or all that have clusters. */
export function sovereignsOf({ environment, only }: GivenUpgrade, { sovereigns }: FleetRecord): readonly Sovereign[] {
  const isMeant = (one: Sovereign) => only === one.name || environment === undefined || one.environment === environment;
  return sovereigns.filter((one) => one.state === undefined && isMeant(one));
}

/** A version that is lower than the one of now, where nobody said that it may be. */
export function issuesOfLower(
  { version, down }: GivenUpgrade,
  now: string | undefined,
  { why, look }: { readonly why: string; readonly look: string },
): readonly Issue[] {
  if (down || now === undefined || !isLowerVersion(version, now)) return [];
  const problem = `it is lower than ${now}, and ${why}`;
  const remedy = `${look}, and say --down`;
  return [{ file: commandLine, field: 'version', value: version, code: 'out-of-range', problem, remedy }];
}

/** A digest of `cloudInit.sha256`, or an Issue with the command that gives it. */
export function digestOf({ digest }: GivenUpgrade, name: string, command: string): string | Issue {
  const at = { file: commandLine, field: '--digest', value: digest };
  const remedy = `Write the 64 digits that this gives: ${command}`;
  if (digest === undefined) {
    const problem = `Phase 0 of ${name} holds the download against cloudInit.sha256, which is of another version`;
    return { ...at, code: 'missing', problem, remedy };
  }
  const digits = digest.replace(/^sha256:/, '');
  if (/^[0-9a-f]{64}$/.test(digits)) return digits;
  return { ...at, code: 'malformed', problem: 'it must be 64 hexadecimal digits', remedy };
}
