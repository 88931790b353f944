import {
  allOf,
  type Issue,
  kubernetesOf,
  minorOf,
  type Region,
  type Result,
  resultOf,
  type Sovereign,
} from '@sovereign-fleet/domain';
import { commandLine } from '@sovereign-fleet/workspace/command';
import type { RecordEdit } from '@sovereign-fleet/workspace/edit';
import type { FleetRecord } from '@sovereign-fleet/workspace/specs';
import { findRegion } from '../change/find-region';
import { hasFact } from './has-fact';
import type { GivenUpgrade } from './options';
import { digestOf, issuesOfLower, sovereignsOf, type UpgradePlan } from './upgrade-plan';

/** What one Sovereign gets next. */
interface Step {
  readonly sovereign: Sovereign;
  readonly edits: readonly RecordEdit[];
  readonly lines: readonly string[];
  readonly waits: boolean;
}

/**
 * The edits that take the next region of each Sovereign to a release of k3s, the primary last; or the Issues in that.
 * With the last region the Sovereign itself says the release, and no region says it any more.
 */
export function planK3s(given: GivenUpgrade, record: FleetRecord): Result<UpgradePlan> {
  const ofOptions = issuesOfOptions(given);
  if (ofOptions.length > 0) return { ok: false, issues: ofOptions };
  const steps = allOf(sovereignsOf(given, record).map((one) => stepOf(one, given, record)));
  if (!steps.ok) return steps;
  const taken = steps.value.filter(({ edits }) => edits.length > 0);
  return {
    ok: true,
    value: {
      files: taken.map(({ sovereign, edits }) => ({ file: sovereign.source, edits })),
      sovereigns: taken.map(({ sovereign }) => sovereign),
      layer: taken.map(({ sovereign }) => sovereign.name).join(', '),
      lines: taken.flatMap(({ lines }) => lines),
      waits: taken.flatMap(({ sovereign, waits }) => (waits ? [sovereign] : [])),
    },
  };
}

function stepOf(sovereign: Sovereign, given: GivenUpgrade, record: FleetRecord): Result<Step> {
  const { version } = given;
  const k3sOf = (region: Region) => region.k3sVersion ?? sovereign.k3sVersion;
  const asked = given.region === undefined ? sovereign.regions : [findRegion(given.region, sovereign)];
  const left = sovereign.regions.filter((region) => k3sOf(region) !== version);
  const [next] = asked.filter((region) => left.includes(region)).sort(primaryLast);
  if (next === undefined) return { ok: true, value: { sovereign, edits: [], lines: [], waits: false } };
  const isLast = left.length === 1;
  const edits = isLast ? lastEdits(sovereign, given) : [pin(next, version)];
  const issues = [...issuesOfJump(sovereign, k3sOf(next), given), ...('file' in edits ? [edits] : [])];
  const step = `${next.key} of ${sovereign.name} takes ${version}`;
  const again = `nx g upgrade k3s ${version} --only=${sovereign.name}`;
  const lines = [
    isLast ? `${step}, the last of its regions.` : `${step}. When it is merged and its nodes have it: ${again}`,
    ...(hasFact(sovereign, 'k3sVersion', record) ? [] : [`No slot of ${sovereign.name} reads it: ${byHand}`]),
  ];
  // The way back needs no wait: its regions are at what the record says.
  const waits = left.length < sovereign.regions.length && sovereign.k3sVersion !== version;
  return resultOf(issues, () => ({ sovereign, edits: 'file' in edits ? [] : edits, lines, waits }));
}

const byHand = 'upgrade its nodes by hand, or give the kit a slot with a Plan for the system-upgrade-controller';

function primaryLast(a: Region, b: Region): number {
  return Number(a.role === 'primary') - Number(b.role === 'primary');
}

function pin({ key }: Region, value: string | undefined): RecordEdit {
  return { path: ['regions', { region: key }, 'k3sVersion'], value };
}

function lastEdits(sovereign: Sovereign, given: GivenUpgrade): readonly RecordEdit[] | Issue {
  const { name, cloudInit, kubeVersion, regions, k3sVersion } = sovereign;
  const { version } = given;
  const edits: readonly RecordEdit[] = [
    { path: ['k3sVersion'], value: version },
    ...(kubeVersion === undefined ? [] : [{ path: ['kubeVersion'], value: undefined }]),
    ...regions.flatMap((region) => (region.k3sVersion === undefined ? [] : [pin(region, undefined)])),
  ];
  if (cloudInit === undefined || k3sVersion === version) return edits;
  const file = cloudInit.architecture === 'arm64' ? 'sha256sum-arm64.txt' : 'sha256sum-amd64.txt';
  const release = `https://github.com/k3s-io/k3s/releases/download/${encodeURIComponent(version)}`;
  const digest = digestOf(given, name, `curl -L ${release}/${file}`);
  return typeof digest === 'string' ? [...edits, { path: ['cloudInit', 'sha256', 'k3s'], value: digest }] : digest;
}

/** Kubernetes takes one minor version after the other, and k3s with it (docs.k3s.io, upgrades). */
function issuesOfJump({ name, source }: Sovereign, now: string | undefined, given: GivenUpgrade): readonly Issue[] {
  if (now === undefined) {
    const problem = `nothing says which k3s ${name} has now`;
    const remedy = "Write the one that its nodes have, such as 'v1.34.1+k3s1'";
    return [{ file: source, field: 'k3sVersion', value: undefined, code: 'missing', problem, remedy }];
  }
  const [from, to] = [now, given.version].map((one) => Number(minorOf(kubernetesOf(one)).replace(/^1\./, '')));
  const lower = issuesOfLower(given, now, {
    why: 'Kubernetes takes no step back',
    look: 'Look whether its datastore can go back',
  });
  if (from === undefined || to === undefined || to <= from + 1) return lower;
  const problem = `${name} has ${now}, and k3s takes one minor version after the other`;
  const remedy = `Go to a release of v1.${from + 1} first`;
  return [{ file: commandLine, field: 'version', value: given.version, code: 'out-of-range', problem, remedy }];
}

function issuesOfOptions({ version, kit, campaign }: GivenUpgrade): readonly Issue[] {
  const at = { file: commandLine };
  const isRelease = /^v\d+\.\d+\.\d+\+k3s\d+$/.test(version);
  const remedy = 'Leave it out';
  const contradiction = { ...at, code: 'contradiction' as const, remedy };
  return [
    ...(isRelease ? [] : [issueOfVersion(version)]),
    ...(kit === undefined ? [] : [{ ...contradiction, field: '--kit', value: kit, problem: 'k3s is of no kit' }]),
    ...(campaign
      ? [{ ...contradiction, field: '--campaign', value: true, problem: 'k3s goes from region to region already' }]
      : []),
  ];
}

function issueOfVersion(value: string): Issue {
  const problem = 'it must be a release of k3s';
  const remedy = 'Write it as v1.36.2+k3s1';
  return { file: commandLine, field: 'version', value, code: 'malformed', problem, remedy };
}
