import {
  type BootstrapKit,
  type BuildingBlock,
  decryptionSecret,
  deliveredObjects,
  makesSecret,
  releaseNamespace,
  type SecretFile,
} from '@sovereign-fleet/domain';
import { declaredReaders } from './declared-readers';
import { statusName } from './notifications';
import type { ResolvedRegion, Topology } from './topology';

/** Who delivers it: Phase 0, Flux from encrypted files, an ExternalSecret, or the chart of a vCluster's slot. */
type Delivery =
  | 'bootstrap'
  | { readonly files: readonly string[] }
  | { readonly externalSecrets: readonly string[] }
  | { readonly slot: string };

/** A Secret or ConfigMap that a Sovereign needs and its tree does not have. There is no field for a value. */
export interface Reference {
  readonly kind: 'Secret' | 'ConfigMap';
  readonly namespace: string;
  readonly name: string;
  /** The key of its row in the kit, where it has one. */
  readonly row?: string;
  readonly keys: readonly string[];
  readonly from: Delivery;
  readonly why: string;
  /** What reads it, with the regions: `bp-dns in fsn1, nbg1`. */
  readonly readers: readonly string[];
}

/** Every reference of a Sovereign that something in one of its regions reads, in the order of names. */
export function referencesOf(topology: Topology): readonly Reference[] {
  const found = [
    gitSecret(topology),
    statusToken(topology),
    ...declaredReferences(topology, 'Secret'),
    ...declaredReferences(topology, 'ConfigMap'),
    ...undeclaredSecrets(topology),
    decryptionKey(topology),
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

/** What Flux says on commits with how the region is. */
function statusToken({ regions, reportsHealth }: Topology): Reference {
  return {
    kind: 'Secret',
    namespace: releaseNamespace,
    name: statusName,
    keys: ['token'],
    from: 'bootstrap',
    why: 'writes statuses of commits of the fleet repository',
    readers: reportsHealth
      ? [
          readerText(
            `Provider ${statusName}`,
            regions.map(({ key }) => key),
          ),
        ]
      : [],
  };
}

function declaredReferences(topology: Topology, kind: Reference['kind']): readonly Reference[] {
  const { kit, regions, secretFiles } = topology;
  const declared = deliveredObjects(kit).filter((object) => object.kind === kind && object.from !== 'kit');
  return declared.map(({ reference, name, namespace, keys, from, why }) => {
    const found = regions.flatMap((region) =>
      declaredReaders({ kind, reference }, region, kit).map((reader) => ({ who: reader.name, region: region.key })),
    );
    const readers = [...new Set(found.map(({ who }) => who))].map((who) => {
      const where = found.filter((one) => one.who === who).map(({ region }) => region);
      return readerText(who, where);
    });
    const files = kind === 'Secret' && from === 'sops' ? filesWith({ namespace, name }, secretFiles) : undefined;
    const makers = kind === 'Secret' && from === 'external' ? makersOf({ namespace, name }, kit) : undefined;
    return { kind, namespace, name, row: reference, keys, from: files ?? makers ?? 'bootstrap', why, readers };
  });
}

interface SecretName {
  readonly namespace: string;
  readonly name: string;
}

function isSame(one: SecretName, other: SecretName): boolean {
  return one.namespace === other.namespace && one.name === other.name;
}

function filesWith(secret: SecretName, files: readonly SecretFile[]): Delivery {
  const own = files.filter(({ secrets }) => secrets.some((one) => isSame(one, secret)));
  return { files: own.map(({ file }) => file) };
}

function makersOf(secret: SecretName, { slots, objects }: BootstrapKit): Delivery {
  const made = slots.flatMap((slot) =>
    (objects[slot.name] ?? [])
      .filter((object) => makesSecret(object, secret))
      .map(({ kind, name }) => `${kind} ${name} of ${slot.name}`),
  );
  return { externalSecrets: made };
}

/** Secrets of the Sovereign's own files that no row of its kit declares: charts read them by names in their values. */
function undeclaredSecrets({ kit, secretFiles, regions }: Topology): readonly Reference[] {
  const all = secretFiles.flatMap(({ file, region, secrets }) =>
    secrets.map((secret) => ({ ...secret, file, region })),
  );
  const declared = deliveredObjects({ secrets: kit.secrets });
  const undeclared = all.filter((one) => !declared.some((row) => isSame(row, one)));
  const names = new Set(undeclared.map(({ namespace, name }) => `${namespace}/${name}`));
  return [...names].map((text): Reference => {
    const own = undeclared.filter(({ namespace, name }) => `${namespace}/${name}` === text);
    const { namespace = '', name = '' } = own[0] ?? {};
    const isIn = ({ key }: { readonly key: string }) =>
      own.some(({ region }) => region === undefined || region === key);
    const where = regions.filter(isIn).map(({ key }) => key);
    const keys = [...new Set(own.flatMap((one) => one.keys))];
    const from = { files: own.map(({ file }) => file) };
    const readers = [readerText('what names it', where)];
    return { kind: 'Secret', namespace, name, keys, from, why: 'no row of the kit declares it', readers };
  });
}

/** What Flux decrypts the files of a Sovereign with. */
function decryptionKey({ kit, regions, secretFiles }: Topology): Reference {
  const keys = [...new Set(secretFiles.flatMap(({ secrets }) => secrets.flatMap(({ decryptedBy }) => decryptedBy)))];
  const where = regions
    .filter(({ key }) => secretFiles.some(({ region }) => region === undefined || region === key))
    .map(({ key }) => key);
  return {
    kind: 'Secret',
    namespace: releaseNamespace,
    name: decryptionSecret(kit),
    keys,
    from: 'bootstrap',
    why: 'decrypts the other Secrets of the Sovereign',
    readers: where.length === 0 ? [] : [readerText('Kustomizations of Secrets', where)],
  };
}

/** The kubeconfigs by which Flux reaches vClusters that slots run in; their charts write them. */
function kubeConfigs(topology: Topology): readonly Reference[] {
  return topology.kit.slots.flatMap(({ name, buildingBlock, kubeConfig }): readonly Reference[] => {
    if (buildingBlock === undefined || kubeConfig === undefined) return [];
    const readers = slotsIn(buildingBlock, topology);
    const { secret, key } = kubeConfig;
    const why = `reaches the ${buildingBlock} vCluster`;
    const found = { namespace: releaseNamespace, name: secret, keys: [key], from: { slot: name }, why, readers };
    return [{ kind: 'Secret', ...found }];
  });
}

/** The slots that run in a vCluster. */
function slotsIn(block: BuildingBlock, { kit, regions }: Topology): readonly string[] {
  return kit.slots
    .filter(({ runsIn }) => runsIn === block)
    .flatMap(({ name }) => {
      const isThere = ({ slots }: ResolvedRegion) =>
        slots.some(({ slot, state }) => slot.name === name && state !== 'absent');
      const where = regions.filter(isThere).map(({ key }) => key);
      return where.length === 0 ? [] : [readerText(name, where)];
    });
}

function readerText(what: string, regions: readonly string[]): string {
  return `${what} in ${regions.join(', ')}`;
}
