import { type Issue, minorOf, type Result, resultOf, type Sovereign } from '@sovereign-fleet/domain';
import { commandLine } from '@sovereign-fleet/workspace/command';
import type { RecordEdit } from '@sovereign-fleet/workspace/edit';
import type { FleetRecord } from '@sovereign-fleet/workspace/specs';
import type { GivenUpgrade } from './options';
import { hasFact } from './has-fact';
import { digestOf, issuesOfLower, sovereignsOf, type UpgradePlan } from './upgrade-plan';

/** The edits that say another Flux of Sovereigns, or the Issues in that. */
export function planFlux(asked: GivenUpgrade, record: FleetRecord): Result<UpgradePlan> {
  const given = { ...asked, version: asked.version.replace(/^v/, '') };
  const sovereigns = sovereignsOf(given, record);
  const changed = sovereigns.filter(({ fluxVersion }) => fluxVersion !== given.version);
  const ofOptions = issuesOfOptions(given);
  const edited = changed.map((one) => ({ one, edits: editsOf(one, given) }));
  const issues = [
    ...ofOptions,
    ...(ofOptions.length > 0
      ? []
      : changed.flatMap(({ fluxVersion }) => issuesOfLower(given, fluxVersion, downReason))),
    ...edited.flatMap(({ edits }) => ('file' in edits ? [edits] : [])),
  ];
  const files = edited.flatMap(({ one, edits }) => ('file' in edits ? [] : [{ file: one.source, edits }]));
  const layer = given.only ?? given.environment ?? 'all Sovereigns';
  const lines = linesOf(changed, given, record);
  return resultOf(distinct(issues), () => ({ files, sovereigns: changed, layer, lines }));
}

const downReason = {
  why: 'its API server may hold objects that the older Flux does not know',
  look: 'Look whether they can go back',
};

function editsOf({ name, cloudInit }: Sovereign, given: GivenUpgrade): readonly RecordEdit[] | Issue {
  const version: RecordEdit = { path: ['fluxVersion'], value: given.version };
  if (cloudInit === undefined) return [version];
  const url = `https://github.com/fluxcd/flux2/releases/download/v${given.version}/install.yaml`;
  const digest = digestOf(given, name, `curl -L ${url} | sha256sum`);
  if (typeof digest !== 'string') return digest;
  return [version, { path: ['cloudInit', 'sha256', 'flux'], value: digest }];
}

function issuesOfOptions({ version, region, kit }: GivenUpgrade): readonly Issue[] {
  const at = { file: commandLine, code: 'contradiction' as const };
  const problem = 'a Sovereign has one Flux in all regions';
  const remedy = 'Leave it out';
  return [
    ...(/^\d+\.\d+\.\d+$/.test(version) ? [] : [issueOfVersion(version)]),
    ...(region === undefined ? [] : [{ ...at, field: '--region', value: region, problem, remedy }]),
    ...(kit === undefined ? [] : [{ ...at, field: '--kit', value: kit, problem: 'Flux is of no kit', remedy }]),
  ];
}

function issueOfVersion(value: string): Issue {
  const problem = 'it must be a release of Flux';
  return { file: commandLine, field: 'version', value, code: 'malformed', problem, remedy: 'Write it as 2.9.1' };
}

/** Who changes the clusters, and what has to be done there before (flux2, `flux migrate`). */
function linesOf(changed: readonly Sovereign[], { version }: GivenUpgrade, record: FleetRecord): readonly string[] {
  const isOfMinor = (one: Sovereign) => one.fluxVersion !== undefined && minorOf(one.fluxVersion) === minorOf(version);
  const byHand = changed.filter((one) => !hasFact(one, 'fluxVersion', record));
  return [
    ...(record.fleet.fluxInstall === 'tree' || byHand.length === 0
      ? []
      : [
          `Nothing in the trees of ${namesOf(byHand)} installs Flux: run "flux install --version=v${version}" in ` +
            "each cluster, or say fluxInstall: 'tree' in sovereigns/fleet.ts.",
        ]),
    ...(changed.every(isOfMinor)
      ? []
      : [`Before it is merged, run "flux migrate" of Flux ${version} in each cluster: it keeps no API of before.`]),
  ];
}

function namesOf(sovereigns: readonly Sovereign[]): string {
  const [first, ...more] = sovereigns.map(({ name }) => name);
  return more.length === 0 ? String(first) : `${String(first)} and ${more.length} more`;
}

/** Of a thousand Sovereigns many have the same to mend. */
function distinct(issues: readonly Issue[]): readonly Issue[] {
  return [...new Map(issues.map((issue) => [issue.problem, issue])).values()];
}
