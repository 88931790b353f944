import {
  type BootstrapKit,
  chartName,
  type ChartSource,
  edgesOf,
  installedName,
  objectName,
  profileOf,
  releaseNamespace,
  releaseObject,
  type Slot,
  slotLabel,
  type SlotValues,
  vclusterRoleLabel,
} from '@sovereign-fleet/domain';
import { helmRelease, type Manifest, type YamlMap } from '@sovereign-fleet/flux';
import { substituteMap, substituteTexts } from './slot-values';

interface NamedSource {
  readonly name: string;
  readonly source: ChartSource;
}

/** The source of a slot's chart: the one it names, else the kit's first. Throws where there is none: a kit has one. */
export function sourceOf({ chart }: Slot, { sources }: BootstrapKit): NamedSource {
  const [first] = Object.keys(sources);
  const name = chart.source ?? first ?? '';
  const source = sources[name];
  if (source === undefined) throw new Error(`the kit has no source ${name}, and was let through`);
  return { name, source };
}

/** The name of the Secret that a source is pulled with; undefined for one that needs none. */
export function pullSecretOf({ secret }: ChartSource, kit: BootstrapKit): string | undefined {
  return secret === undefined ? undefined : objectName('Secret', secret, kit);
}

/** The HelmRelease of a slot, the same in every region. What regions differ in is in their overlays. */
export function slotRelease(slot: Slot, kit: BootstrapKit): Manifest {
  const edges = edgesOf(slot, kit).filter((edge) => typeof edge === 'string');
  const { interval = '15m', ...profile } = profileOf(slot, kit);
  const { images, commonMetadata, ...fields } = slot.helm ?? {};
  const spec = {
    ...chartFields(slot, kit),
    ...fieldsOf(fields, kit),
    ...fieldsOf(profile, kit),
    ...(slot.namespace.from === 'helm' ? { install: { ...profile.install, createNamespace: true } } : {}),
    ...vclusterFields(slot, kit),
    commonMetadata: commonMetadata === undefined ? undefined : fieldsOf(commonMetadata, kit),
    dependsOn: writtenEdges(edges, slot, kit),
    interval,
    postRenderers: postRenderers(slot, images, kit),
    releaseName: installedName(slot),
    targetNamespace: slot.namespace.name,
    values: slot.values === undefined ? undefined : substituteMap(slot.values, kit),
    valuesFrom: valuesFrom(slot, kit),
  };
  return helmRelease(releaseMetadata(slot, kit), inOrderOfKeys(spec));
}

/** The edges of a HelmRelease, in the order of the row; undefined for none, since Flux refuses an empty field. */
export function writtenEdges(names: readonly string[], slot: Slot, { slots }: BootstrapKit) {
  const own = releaseObject(slot).namespace;
  const edges = names.flatMap((dependency) => {
    const found = slots.find(({ name }) => name === dependency);
    if (found === undefined) return []; // a kit has none such
    const { name, namespace } = releaseObject(found);
    return [namespace === own ? { name } : { name, namespace }];
  });
  return edges.length > 0 ? edges : undefined;
}

function releaseMetadata(slot: Slot, kit: BootstrapKit) {
  const role = slot.buildingBlock === undefined ? {} : { [vclusterRoleLabel]: slot.buildingBlock };
  return {
    ...releaseObject(slot),
    labels: substituteTexts({ ...kit.labels, [slotLabel]: slot.number, ...role, ...slot.release?.labels }, kit),
    annotations: substituteTexts({ ...kit.annotations, ...slot.release?.annotations }, kit),
  };
}

function chartFields(slot: Slot, kit: BootstrapKit) {
  const { name, source } = sourceOf(slot, kit);
  // Sources are beside Flux; a HelmRelease elsewhere says so.
  const namespace = releaseObject(slot).namespace === releaseNamespace ? undefined : releaseNamespace;
  if (source.type === 'oci') return { chartRef: { kind: 'OCIRepository', name: slot.name, namespace } } as const;
  const sourceRef = { kind: 'HelmRepository', name, namespace } as const;
  return { chart: { spec: { chart: chartName(slot), sourceRef, version: slot.chart.version } } };
}

/** How Flux reaches the vCluster that a slot runs in, and where Helm keeps the release there. */
function vclusterFields({ runsIn, namespace, installs }: Slot, { slots }: BootstrapKit) {
  const kubeConfig = slots.find(({ buildingBlock }) => runsIn !== undefined && buildingBlock === runsIn)?.kubeConfig;
  if (kubeConfig === undefined) return { storageNamespace: installs?.storage };
  const { secret, key } = kubeConfig;
  return { kubeConfig: { secretRef: { key, name: secret } }, storageNamespace: namespace.name };
}

type Images = NonNullable<Slot['helm']>['images'];

function postRenderers({ afterHelm = [] }: Slot, images: Images, kit: BootstrapKit): readonly YamlMap[] | undefined {
  if (afterHelm.length === 0 && images === undefined) return undefined;
  return [{ kustomize: fieldsOf({ images, patches: afterHelm.length > 0 ? afterHelm : undefined }, kit) }];
}

function valuesFrom({ inputs = [] }: Slot, kit: BootstrapKit) {
  if (inputs.length === 0) return undefined;
  return inputs.map(({ kind, name, key, to, optional, literal }) => ({
    kind,
    name: objectName(kind, name, kit),
    valuesKey: key,
    targetPath: to,
    optional,
    literal,
  }));
}

/** Fields of a resource that are written as the row has them; Flux substitutes in all of them. */
function fieldsOf(fields: object, kit: BootstrapKit): YamlMap {
  return substituteMap(fields as SlotValues, kit); // a row has nothing else; what is undefined is not printed
}

function inOrderOfKeys<Spec extends object>(spec: Spec): Spec {
  return Object.fromEntries(Object.entries(spec).sort(([a], [b]) => (a < b ? -1 : 1))) as Spec; // the same entries
}
