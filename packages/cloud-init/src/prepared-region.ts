import { compile, type Installation, type Topology } from '@sovereign-fleet/compiler';
import {
  canonicalLabel,
  type Fleet,
  mirroredRegistriesOf,
  mirrorOf,
  type Network,
  type Region,
  regionFolder,
  releaseNamespace,
  type Sovereign,
  treePath,
} from '@sovereign-fleet/domain';
import { stringify } from 'yaml';
import type { CloudConfig, WrittenFile } from './cloud-config';
import { addressInput, type DeliveredKey, type Input, type NodeFile, tokenInput } from './inputs';
import { type ConfiguredNode, k3sConfig, k3sUnit, paths, type Pool, regionEnv, type Replacement } from './node-config';
import { registriesConfig } from './registries-config';
import { phaseZeroScript } from './script';
import { deliveredFile } from './steps';

/** A region of which nothing is wrong, with all that its servers are made from. */
export interface PreparedRegion {
  readonly sovereign: Sovereign;
  readonly settings: NonNullable<Sovereign['cloudInit']>;
  readonly k3sVersion: string;
  readonly fluxVersion: string;
  readonly fleet: Fleet;
  readonly topology: Topology;
  readonly region: Region;
  /** The addresses of its pods and Services. */
  readonly addresses: Network;
  /** Slot 01. */
  readonly network: Installation;
  readonly delivered: readonly DeliveredKey[];
  /** What k3s leaves out there. */
  readonly replaced: readonly Replacement[];
}

/** A server of a region, and the file that makes one. */
export interface ServerKind {
  /** Without its ending. */
  readonly name: string;
  readonly file: NodeFile;
  readonly pool: Pool;
}

/** The kinds of servers of a region: workers of a pool have a file of their own. */
export function serverKinds({ servers = 1, pools = {} }: PreparedRegion['settings']): readonly ServerKind[] {
  return [
    { name: 'control-plane', file: 'control-plane', pool: {} },
    ...(servers === 3 ? [{ name: 'control-plane-join', file: 'control-plane-join' as const, pool: {} }] : []),
    { name: 'worker', file: 'worker', pool: {} },
    ...Object.entries(pools).map(([name, pool]) => ({ name: `worker-${name}`, file: 'worker' as const, pool })),
  ];
}

/** What a person gives for a region, for the kinds of servers that it has. */
export function inputsOf({ delivered, settings }: PreparedRegion): readonly Input[] {
  const files = new Set(serverKinds(settings).map(({ file }) => file));
  const inputs = [tokenInput, addressInput, ...delivered.map(({ input }) => input)];
  return inputs.map((input) => ({ ...input, usedBy: input.usedBy.filter((file) => files.has(file)) }));
}

/** The user data of one server. */
export function cloudConfigOf({ file, pool }: ServerKind, prepared: PreparedRegion): CloudConfig {
  const { sovereign, region, settings } = prepared;
  const label = canonicalLabel(region, sovereign.environment);
  const node: ConfiguredNode = { ...prepared, file, canonicalLabel: label, pool };
  return {
    packages: [...new Set(['ca-certificates', 'curl', ...(settings.packages ?? [])])],
    files: [
      ...nodeFilesOf(node, prepared),
      ...(file === 'control-plane' ? filesOfFirst(prepared) : []),
      { path: paths.script, permissions: '0700', content: scriptOf(file, prepared) },
    ],
    command: [paths.script],
  };
}

function nodeFilesOf(node: ConfiguredNode, { sovereign, fleet }: PreparedRegion): readonly WrittenFile[] {
  const registries = registriesConfig(mirrorOf(sovereign, fleet), mirroredRegistriesOf(sovereign, fleet));
  const join: WrittenFile = {
    path: paths.join,
    permissions: '0600',
    content: ['server: "https://', { input: addressInput.name }, ':6443"\n'],
  };
  return [
    { path: paths.region, permissions: '0644', content: regionEnv(node) },
    { path: paths.config, permissions: '0600', content: yaml(k3sConfig(node)) },
    ...(node.file === 'control-plane' ? [] : [join]),
    { path: paths.token, permissions: '0600', content: { input: tokenInput.name } },
    { path: paths.registries, permissions: '0600', content: yaml(registries) },
    { path: paths.unit, permissions: '0644', content: k3sUnit(node.file) },
  ];
}

function filesOfFirst({ network, topology, region, delivered }: PreparedRegion): readonly WrittenFile[] {
  const secrets = delivered.map((one): WrittenFile => {
    return { path: deliveredFile(one), permissions: '0600', content: { input: one.input.name } };
  });
  return [
    { path: paths.values, permissions: '0600', content: network.values },
    { path: paths.sync, permissions: '0644', content: syncOf(topology, region) },
    ...secrets,
  ];
}

/** What Flux is pointed at the tree with, byte for byte as the tree has it. */
function syncOf(topology: Topology, { key }: Region): string {
  const path = treePath(regionFolder(topology.fqdn, key), releaseNamespace, 'gotk-sync.yaml');
  const text = compile([topology]).get(path);
  if (text === undefined) throw new Error(`the tree has no ${path}`);
  return text;
}

function scriptOf(file: NodeFile, prepared: PreparedRegion): string {
  const { sovereign, region } = prepared;
  return phaseZeroScript(file, `a ${file} of ${region.key}, ${sovereign.fqdn}`, prepared);
}

function yaml(value: object): string {
  return stringify(value, { lineWidth: 0, compat: 'yaml-1.1' });
}
