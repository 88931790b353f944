import {
  type BootstrapKit,
  type ChartPin,
  findKit,
  type Issue,
  pickOne,
  type Result,
  type Sovereign,
} from '@sovereign-fleet/domain';
import { commandLine } from '@sovereign-fleet/workspace/command';
import { type EditStep, type RecordEdit, removalPath } from '@sovereign-fleet/workspace/edit';
import { type FleetRecord, noKit } from '@sovereign-fleet/workspace/specs';
import type { FileEdit } from '../change/change-records';
import { findRegion } from '../change/find-region';
import { sovereignsWith } from '../change/sovereigns-with';
import type { GivenUpgrade } from './options';
import { issuesOfLower, type UpgradePlan } from './upgrade-plan';

interface Kits {
  readonly record: FleetRecord;
  /** The Sovereign that the version is for alone. */
  readonly only: Sovereign | undefined;
  /** The file with the row of a slot. */
  readonly rowOf: (kit: string, slot: string) => Result<string>;
}

/** The edits that take a slot to a version in the layer that is asked for, or the Issues in that. */
export function planUpgrade(given: GivenUpgrade, kits: Kits): Result<UpgradePlan> {
  const { record } = kits;
  if (kits.only !== undefined) return inSovereign(given, kits.only, record);
  const kit = kitWith(given, record.kits);
  if (!kit.ok) return kit;
  const sovereigns = sovereignsWith(kit.value, record);
  return given.environment === undefined
    ? inKit(given, { kit: kit.value, sovereigns }, kits)
    : inEnvironment(given, { kit: kit.value, sovereigns }, record);
}

interface OfKit {
  readonly kit: BootstrapKit;
  /** Those that have the kit. */
  readonly sovereigns: readonly Sovereign[];
}

function inSovereign(given: GivenUpgrade, sovereign: Sovereign, { kits }: FleetRecord): Result<UpgradePlan> {
  const { slot, region } = given;
  const kit = findKit(sovereign, kits);
  if (!kit.ok) return kit;
  const said = region === undefined ? sovereign : findRegion(region, sovereign);
  const now =
    said.versions[slot] ?? sovereign.versions[slot] ?? kit.value.slots.find(({ name }) => name === slot)?.chart;
  const down = issuesOfDown(given, now);
  if (down.length > 0) return { ok: false, issues: down };
  const within: readonly EditStep[] = region === undefined ? [] : ['regions', { region }];
  const edits = pinEdits([...within, 'versions', slot], said.versions[slot], given);
  const layer = region === undefined ? sovereign.name : `${region} of ${sovereign.name}`;
  return { ok: true, value: { files: [{ file: sovereign.source, edits }], sovereigns: [sovereign], layer } };
}

function inEnvironment(given: GivenUpgrade, { kit, sovereigns }: OfKit, { fleet }: FleetRecord): Result<UpgradePlan> {
  const { slot, environment = 'prod' } = given;
  const layers = fleet.kits.find(({ name }) => name === kit.name)?.layers;
  const said = layers?.environments?.[environment]?.versions?.[slot];
  const now = said ?? layers?.versions?.[slot] ?? kit.slots.find(({ name }) => name === slot)?.chart;
  const down = issuesOfDown(given, now);
  if (down.length > 0) return { ok: false, issues: down };
  const path = ['kits', { kit: kit.name }, 'environments', environment, 'versions', slot];
  const files = [{ file: fleet.source, edits: pinEdits(path, said, given) }];
  const own = sovereigns.filter((one) => one.environment === environment);
  return { ok: true, value: { files, sovereigns: own, layer: `${environment} of kit ${kit.name}` } };
}

function inKit(given: GivenUpgrade, { kit, sovereigns }: OfKit, { rowOf }: Kits): Result<UpgradePlan> {
  const { slot } = given;
  const file = rowOf(kit.name, slot);
  if (!file.ok) return file;
  const now = kit.slots.find(({ name }) => name === slot)?.chart;
  const down = issuesOfDown(given, now);
  if (down.length > 0) return { ok: false, issues: down };
  const ofRow = { file: file.value, row: slot, edits: chartEdits(['chart'], now, given) };
  const caughtUp = sovereigns.flatMap((one): readonly FileEdit[] => {
    const edits = editsOfCaughtUp(one, given);
    return edits.length === 0 ? [] : [{ file: one.source, edits }];
  });
  return { ok: true, value: { files: [ofRow, ...caughtUp], sovereigns, layer: `kit ${kit.name}` } };
}

/** A digest is that of one version: with another version it goes, or becomes another. */
function chartEdits(path: readonly EditStep[], now: Partial<ChartPin> | undefined, given: GivenUpgrade) {
  const ofDigest: readonly RecordEdit[] =
    now?.digest === undefined && given.digest === undefined ? [] : [{ path: [...path, 'digest'], value: given.digest }];
  return [{ path: [...path, 'version'], value: given.version }, ...ofDigest];
}

function pinEdits(path: readonly EditStep[], said: ChartPin | undefined, given: GivenUpgrade): readonly RecordEdit[] {
  if (said !== undefined) return chartEdits(path, said, given);
  const { version, digest } = given;
  return [{ path, value: digest === undefined ? { version } : { version, digest } }];
}

/** Versions that a Sovereign and its regions say, and that the kit says now, too. */
function editsOfCaughtUp(sovereign: Sovereign, { slot, version, digest }: GivenUpgrade): readonly RecordEdit[] {
  const isSame = (said: ChartPin | undefined) => said?.version === version && (said.digest ?? digest) === digest;
  const path = ['versions', slot];
  const own = isSame(sovereign.versions[slot]) ? [{ path: removalPath(sovereign, path), value: undefined }] : [];
  const ofRegions = sovereign.regions
    .filter(({ versions }) => isSame(versions[slot]))
    .map((region) => {
      return { path: ['regions', { region: region.key }, ...removalPath(region, path)], value: undefined };
    });
  return [...own, ...ofRegions];
}

function kitWith({ kit, slot }: GivenUpgrade, kits: readonly BootstrapKit[]): Result<BootstrapKit> {
  if (kits.length === 0) return { ok: false, issues: [noKit] };
  const having = kits.filter(({ slots }) => slots.some(({ name }) => name === slot));
  const asked = kit === undefined ? having : having.filter(({ name }) => name === kit);
  const [first, another] = asked;
  const refuse = (issue: Pick<Issue, 'field' | 'value' | 'problem' | 'remedy'>): Result<never> => {
    return { ok: false, issues: [{ file: commandLine, code: 'unknown-value', ...issue }] };
  };
  if (first === undefined) {
    const slots = kits.filter(({ name }) => kit === undefined || name === kit).flatMap((one) => one.slots);
    const remedy = pickOne(slot, [...new Set(slots.map(({ name }) => name))]);
    return refuse({
      field: 'slot',
      value: slot,
      problem: `no kit${kit === undefined ? '' : ` "${kit}"`} has it`,
      remedy,
    });
  }
  if (another === undefined) return { ok: true, value: first };
  const names = asked.map(({ name }) => name).join(', ');
  return refuse({
    field: '--kit',
    value: undefined,
    problem: `${names} have the slot`,
    remedy: 'Name the kit with --kit',
  });
}

function issuesOfDown(given: GivenUpgrade, now: Partial<ChartPin> | undefined): readonly Issue[] {
  return issuesOfLower(given, now?.version, {
    why: 'Helm takes no CustomResourceDefinition back',
    look: 'Look whether its data and its CRDs can go back',
  });
}
