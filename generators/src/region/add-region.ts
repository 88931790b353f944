import {
  type BootstrapKit,
  type Fleet,
  highestNetwork,
  type Issue,
  isRefusal,
  issuesOfRanges,
  type Location,
  type Network,
  networkOf,
  outputFolder,
  parseLocation,
  regionFolder,
  type Result,
  type Sovereign,
} from '@sovereign-fleet/domain';
import { commandLine } from '@sovereign-fleet/workspace/command';
import type { RecordEdit } from '@sovereign-fleet/workspace/edit';

/** What a command does to the record, and what a person reads then. */
export interface RegionPlan {
  readonly edits: readonly RecordEdit[];
  readonly lines: readonly string[];
  /** Whether the step before has to be merged, and every region well with it. */
  readonly waits?: true;
}

interface Adding {
  readonly sovereign: Sovereign;
  readonly fleet: Fleet;
  readonly kits: readonly BootstrapKit[];
  /** Whether the other regions say their role: where none does, the first is the primary. */
  readonly saysRoles: boolean;
}

/** A new secondary region, with the numbers behind those that were given out; one that is drained comes back. */
export function planAddition(text: string, { sovereign, fleet, kits, saysRoles }: Adding): Result<RegionPlan> {
  const at = { file: commandLine, field: '--add', value: text };
  const location = parseLocation(text);
  if (isRefusal(location)) return { ok: false, issues: [{ ...at, ...location }] };
  const { key, provider } = location;
  const present = sovereign.regions.find((one) => one.key === key && one.provider === provider);
  if (present !== undefined) return { ok: true, value: comeBack(present, sovereign) };
  const kit = kits.find(({ name }) => name === (sovereign.kit ?? kits[0]?.name));
  const ofRanges = kit === undefined ? [] : issuesOfRanges(fleet, kit);
  if (ofRanges.length > 0) return { ok: false, issues: ofRanges };
  const network = nextNetwork(sovereign, fleet);
  if (!network.ok) return network;
  const role = saysRoles ? { role: 'secondary' } : {};
  const own = network.value === undefined ? {} : { network: { ...network.value } };
  const region: RecordEdit = { path: ['regions', { region: key }], value: { key, provider, ...role, ...own } };
  const given: readonly RecordEdit[] =
    network.value === undefined ? [] : [{ path: ['networksGiven'], value: network.value.meshId }];
  return { ok: true, value: { edits: [region, ...given], lines: linesOf(sovereign, location) } };
}

function comeBack({ key, state }: Sovereign['regions'][number], { name, source }: Sovereign): RegionPlan {
  if (state === undefined) return { edits: [], lines: [] };
  const edits = [{ path: ['regions', { region: key }, 'state'], value: undefined }];
  return { edits, lines: [`${key} of ${name} is drained no more.`, `Next: commit ${source} with gitops-out/.`] };
}

/** The network behind the highest number that was ever given out, where the fleet has ranges to take it from. */
function nextNetwork(sovereign: Sovereign, { network: ranges }: Fleet): Result<Network | undefined> {
  if (ranges === undefined) return { ok: true, value: undefined };
  const number = highestNetwork(sovereign) + 1;
  const network = networkOf(number, ranges);
  if (!isRefusal(network)) return { ok: true, value: network };
  const issue: Issue = { file: commandLine, field: '--add', value: number, ...network };
  return { ok: false, issues: [issue] };
}

function linesOf({ name, source, fqdn }: Sovereign, { key }: Location): readonly string[] {
  return [
    `${name} has ${key} as a secondary region, in ${outputFolder}/${regionFolder(fqdn, key)}.`,
    `Next: make its cluster, with the ports between the regions open, and commit ${source} with gitops-out/. ` +
      `"nx run ${name}:cloud-init" writes what its servers are made with, "nx run ${name}:secrets" says its Secrets.`,
  ];
}
