import {
  installationOf,
  issueOfMissingNetwork,
  referencesOf,
  type ResolvedRegion,
  type Topology,
} from '@sovereign-fleet/compiler';
import {
  allOf,
  type Fleet,
  formatIssue,
  type Issue,
  networkSlot,
  type Region,
  releaseObject,
  type Result,
  resultOf,
  type Sovereign,
} from '@sovereign-fleet/domain';
import { addressInput, deliveredKeys, tokenInput } from './inputs';
import { issuesOfAdoption, issuesOfFlags } from './network-issues';
import type { Replacement } from './node-config';
import { cloudConfigOf, inputsOf, type PreparedRegion, serverKinds } from './prepared-region';
import { issuesOfInputs, issuesOfRecord, warningsOfK3s } from './record-issues';
import { issuesOfSize, sizeOf, warningsOfSize } from './size';

/** A Sovereign with all that follows from its record. */
export interface ResolvedSovereign {
  readonly sovereign: Sovereign;
  readonly fleet: Fleet;
  readonly topology: Topology;
}

/** Its regions, of which nothing is wrong, or every Issue that Phase 0 has with them. */
export function prepareRegions(from: ResolvedSovereign): Result<readonly PreparedRegion[]> {
  const { sovereign, topology } = from;
  const ofRecord = issuesOfRecord(sovereign);
  if (ofRecord.length > 0) return { ok: false, issues: ofRecord };
  const prepared = allOf(
    sovereign.regions.flatMap((region) => {
      const resolved = topology.regions.find(({ key }) => key === region.key);
      return resolved === undefined ? [] : [prepareRegion(region, resolved, from)];
    }),
  );
  return prepared.ok ? prepared : { ok: false, issues: distinct(prepared.issues) };
}

/** What is wrong with the kit is wrong in each region. */
function distinct(issues: readonly Issue[]): readonly Issue[] {
  return [...new Map(issues.map((issue) => [formatIssue(issue), issue])).values()];
}

function prepareRegion(region: Region, resolved: ResolvedRegion, from: ResolvedSovereign): Result<PreparedRegion> {
  const { sovereign, topology } = from;
  const { cloudInit: settings, k3sVersion, fluxVersion } = sovereign;
  const slot = resolved.slots.find((one) => one.slot.number === networkSlot && one.state === 'on');
  const isSaid = settings !== undefined && k3sVersion !== undefined && fluxVersion !== undefined;
  if (slot === undefined || !isSaid) {
    return { ok: false, issues: [issueOfNoNetwork(region, from)] };
  }
  const addresses = region.network;
  const network = installationOf(slot, resolved, topology);
  const delivered = deliveredKeys(referencesOf({ ...topology, regions: [resolved] }));
  const replaced = replacedIn(resolved);
  const of = { source: topology.kit.source, sovereign: sovereign.name };
  const installed = { ...of, slot: slot.slot, installation: network, replaced };
  const issues = [
    ...(addresses === undefined ? [issueOfMissingNetwork('k3s takes its networks', region, from)] : []),
    ...issuesOfAdoption(installed),
    ...(addresses === undefined ? [] : issuesOfFlags(installed, region, addresses)),
    ...issuesOfInputs(delivered, [tokenInput, addressInput], topology.kit.source),
  ];
  if (issues.length > 0 || addresses === undefined) return { ok: false, issues };
  const prepared = { ...from, settings, k3sVersion, fluxVersion, region, addresses, network, delivered, replaced };
  return resultOf(sizesOf(prepared).flatMap(issuesOfSize), () => prepared);
}

/** What releases of a region do in place of k3s; those in a vCluster touch no node. */
function replacedIn({ slots }: ResolvedRegion): readonly Replacement[] {
  return slots
    .filter(({ slot, state }) => state === 'on' && slot.runsIn === undefined)
    .flatMap(({ slot }) => (slot.replaces ?? []).map((part) => ({ part, by: releaseObject(slot) })));
}

/** Nodes without a network plugin are never ready. */
function issueOfNoNetwork(region: Region, { sovereign, topology }: ResolvedSovereign): Issue {
  const problem = `no slot ${networkSlot} of the kit "${topology.kit.name}" is on there, so its nodes have no network`;
  const remedy = `Give the row that brings the network the number '${networkSlot}'`;
  return { file: sovereign.source, field: region.field, value: region.key, code: 'missing', problem, remedy };
}

/** What a person is told of regions that are right. */
export function warningsOf(regions: readonly PreparedRegion[]): readonly string[] {
  const ofK3s = regions.slice(0, 1).flatMap(({ k3sVersion }) => warningsOfK3s(k3sVersion));
  return [...ofK3s, ...regions.flatMap((prepared) => sizesOf(prepared).flatMap(warningsOfSize))];
}

function sizesOf(prepared: PreparedRegion) {
  const { region, sovereign, settings } = prepared;
  const inputs = inputsOf(prepared);
  return serverKinds(settings).map((kind) => {
    const size = sizeOf(cloudConfigOf(kind, prepared), inputs, region);
    return { name: kind.name, region, sovereign, size };
  });
}
