import type { Tree as NxTree } from '@nx/devkit';
import {
  type Fleet,
  type Issue,
  isRefusal,
  type Location,
  type Network,
  networkOf,
  parseLocation,
  regionFolder,
  outputFolder,
  type Result,
  type Sovereign,
  valueOf,
} from '@sovereign-fleet/domain';
import { commandLine } from '@sovereign-fleet/workspace/command';
import type { RecordEdit } from '@sovereign-fleet/workspace/edit';
import { readFleet } from '@sovereign-fleet/workspace/specs';
import { changeRecords } from '../change/change-records';
import { findSovereign } from '../change/find-sovereign';
import { parseRegionOptions, type RegionOptions } from './options';

/** Gives a Sovereign one more secondary region, with numbers that no region of it has or had. */
export default async function regionGenerator(nxTree: NxTree, options: RegionOptions): Promise<() => Promise<void>> {
  const { name, add } = valueOf(parseRegionOptions({ ...options }));
  const record = valueOf(readFleet(nxTree));
  const sovereign = findSovereign(name, record);
  const location = valueOf(locationOf(add));
  const isThere = sovereign.regions.some(({ key, provider }) => key === location.key && provider === location.provider);
  const network = isThere ? undefined : valueOf(nextNetwork(sovereign, record.fleet));
  const saysRoles = /\brole\b/.test(nxTree.read(sovereign.source, 'utf-8') ?? '');
  const edits = isThere ? [] : editsOf(location, { network, saysRoles });
  const files = [{ file: sovereign.source, edits }];
  const lines = linesOf(sovereign, location);
  return changeRecords(nxTree, { record, files, sovereigns: [sovereign], render: false, lines });
}

function locationOf(text: string): Result<Location> {
  const location = parseLocation(text);
  if (!isRefusal(location)) return { ok: true, value: location };
  return { ok: false, issues: [{ file: commandLine, field: '--add', value: text, ...location }] };
}

/** The network behind the highest number that was ever given out, where the fleet has ranges to take it from. */
function nextNetwork(
  { networksGiven = 0, regions }: Sovereign,
  { network: ranges }: Fleet,
): Result<Network | undefined> {
  const highest = Math.max(networksGiven, ...regions.map(({ network }) => network?.meshId ?? 0));
  if (ranges === undefined) return { ok: true, value: undefined };
  const network = networkOf(highest + 1, ranges);
  if (!isRefusal(network)) return { ok: true, value: network };
  const issue: Issue = { file: commandLine, field: '--add', value: highest + 1, ...network };
  return { ok: false, issues: [issue] };
}

interface Added {
  readonly network: Network | undefined;
  /** Whether the other regions say theirs: where none does, the first is the primary. */
  readonly saysRoles: boolean;
}

function editsOf({ key, provider }: Location, { network, saysRoles }: Added): readonly RecordEdit[] {
  const role = saysRoles ? { role: 'secondary' } : {};
  const own = network === undefined ? {} : { network: { ...network } };
  const region: RecordEdit = { path: ['regions', { region: key }], value: { key, provider, ...role, ...own } };
  return network === undefined ? [region] : [region, { path: ['networksGiven'], value: network.meshId }];
}

function linesOf({ name, source, fqdn }: Sovereign, { key }: Location): readonly string[] {
  return [
    `${name} has ${key} as a secondary region, in ${outputFolder}/${regionFolder(fqdn, key)}.`,
    `Next: make its cluster as docs/flux.md says, with the ports between the regions open, and commit ${source} ` +
      'with gitops-out/.',
  ];
}
