import type { ResolvedSlot, Topology } from '@sovereign-fleet/compiler';
import { type BootstrapKit, releaseNamespace } from '@sovereign-fleet/domain';

/** A Secret or ConfigMap that a Sovereign needs and its tree does not have. There is no field for a value. */
export interface Reference {
  readonly kind: 'Secret' | 'ConfigMap';
  readonly namespace: string;
  readonly name: string;
  readonly keys: readonly string[];
  /** Who delivers it: as the kit says, or the slot of a vCluster. */
  readonly from: 'bootstrap' | 'sops' | 'external' | { readonly slot: string };
  readonly why: string;
  /** What reads it, with the regions: `bp-dns in fsn1, nbg1`. */
  readonly readers: readonly string[];
}

/** Every reference of a Sovereign that something in one of its regions reads, in the order of names. */
export function referencesOf(topology: Topology): readonly Reference[] {
  const found = [
    gitSecret(topology),
    ...declaredReferences(topology, 'Secret'),
    ...declaredReferences(topology, 'ConfigMap'),
    ...kubeConfigs(topology),
  ];
  return found
    .filter(({ readers }) => readers.length > 0)
    .sort((a, b) => (`${a.namespace}/${a.name}` < `${b.namespace}/${b.name}` ? -1 : 1));
}

/** What Flux reads the fleet repository with, as `flux bootstrap` names it. */
function gitSecret({ repository, regions }: Topology): Reference {
  const isSsh = repository.url.startsWith('ssh://');
  return {
    kind: 'Secret',
    namespace: releaseNamespace,
    name: releaseNamespace,
    keys: isSsh ? ['identity', 'identity.pub', 'known_hosts'] : ['username', 'password'],
    from: 'bootstrap',
    why: 'reads the fleet repository',
    readers: [`GitRepository ${releaseNamespace} in ${regions.map(({ key }) => key).join(', ')}`],
  };
}

function declaredReferences(topology: Topology, kind: Reference['kind']): readonly Reference[] {
  const { kit } = topology;
  const declared = (kind === 'Secret' ? kit.secrets : kit.configMaps) ?? {};
  return Object.entries(declared).map(([name, { namespace, keys, from, why }]) => {
    const ofSources = kind === 'Secret' ? sourcesThatRead(name, topology) : [];
    const isRead = ({ slot }: ResolvedSlot) =>
      (slot.inputs ?? []).some((input) => input.kind === kind && input.name === name);
    return { kind, namespace, name, keys, from, why, readers: [...ofSources, ...slotsThatRead(isRead, topology)] };
  });
}

/** The sources of a kit with the credentials, and the regions in which a slot has a chart of them. */
function sourcesThatRead(secret: string, { kit, regions }: Topology): readonly string[] {
  return Object.entries(kit.sources)
    .filter(([, source]) => source.secret === secret)
    .flatMap(([source]) => {
      const inUse = regions.filter(({ slots }) =>
        slots.some((slot) => isThere(slot) && sourceName(slot, kit) === source),
      );
      return readerText(`source ${source}`, inUse);
    });
}

function slotsThatRead(isRead: (slot: ResolvedSlot) => boolean, { kit, regions }: Topology): readonly string[] {
  return kit.slots.flatMap(({ name }) => {
    const where = regions.filter(({ slots }) =>
      slots.some((one) => one.slot.name === name && isThere(one) && isRead(one)),
    );
    return readerText(name, where);
  });
}

/** The kubeconfigs by which Flux reaches vClusters that slots run in; their charts write them. */
function kubeConfigs(topology: Topology): readonly Reference[] {
  return topology.kit.slots.flatMap(({ name, buildingBlock, kubeConfig }): readonly Reference[] => {
    if (buildingBlock === undefined || kubeConfig === undefined) return [];
    const readers = slotsThatRead(({ slot }) => slot.runsIn === buildingBlock, topology);
    const { secret, key } = kubeConfig;
    const why = `reaches the ${buildingBlock} vCluster`;
    const found = { namespace: releaseNamespace, name: secret, keys: [key], from: { slot: name }, why, readers };
    return [{ kind: 'Secret', ...found }];
  });
}

function sourceName({ slot }: ResolvedSlot, { sources }: BootstrapKit): string | undefined {
  return slot.chart.source ?? Object.keys(sources)[0];
}

function isThere({ state }: ResolvedSlot): boolean {
  return state !== 'absent';
}

function readerText(what: string, regions: readonly { readonly key: string }[]): readonly string[] {
  return regions.length === 0 ? [] : [`${what} in ${regions.map(({ key }) => key).join(', ')}`];
}
