import { apiGroups } from '@sovereign-fleet/flux';
import type { KubernetesObject } from '@sovereign-fleet/renderer';
import type { Json } from '../model/kit-model';
import type { FoundChart } from '../recognise/charts';
import type { Recognised } from '../recognise/recognise';
import { idOf } from '../source/source-tree';
import { normalRelease } from './normal-release';

/** An object as it has to arrive, and what was changed in it on purpose. */
export interface Expected {
  readonly id: string;
  readonly object: KubernetesObject;
  /** Each counted by itself: `HelmRepository: apiVersion v1beta2 → v1`. */
  readonly changes: readonly string[];
  /** Whether the source has it by this id; else our contract has it in place of another. */
  readonly isOfSource: boolean;
}

const versions: Readonly<Record<string, string>> = {
  [apiGroups.helm]: `${apiGroups.helm}/v2`,
  [apiGroups.source]: `${apiGroups.source}/v1`,
};

/** An object of the source in the API version that Flux serves now. */
export function migrate(object: KubernetesObject): Pick<Expected, 'object' | 'changes'> {
  const [group = '', version] = object.apiVersion.split('/');
  const apiVersion = version === undefined ? undefined : versions[group];
  if (apiVersion === undefined || apiVersion === object.apiVersion) return { object, changes: [] };
  const change = `${object.kind}: apiVersion ${object.apiVersion} became ${apiVersion}`;
  return { object: { ...object, apiVersion }, changes: [change] };
}

/** A release as it has to arrive; its chart is an artifact of its own, unless sources are kept. */
export function expectedRelease(arrived: KubernetesObject, found: FoundChart, slot: string): readonly Expected[] {
  const { object, changes } = migrate(arrived);
  const normal = normalRelease(object);
  const { name, namespace = 'default' } = object.metadata;
  const at = { id: idOf('HelmRelease', namespace, name), isOfSource: true };
  if (!isConverted(found)) return [{ ...at, object: withMovedSource(normal), changes }];
  const { chart, chartRef, ...spec } = normal['spec'] as Readonly<Record<string, Json>>; // normalRelease made it
  void chartRef;
  const ours = {
    kind: 'OCIRepository',
    name: slot,
    ...(namespace === 'flux-system' ? {} : { namespace: 'flux-system' }),
  };
  const from = chart === undefined ? 'chartRef' : 'spec.chart';
  const change = `HelmRelease: ${from} became chartRef to an OCIRepository of its own`;
  return [
    { ...at, object: { ...normal, spec: { ...spec, chartRef: ours } }, changes: [...changes, change] },
    { id: idOf('OCIRepository', 'flux-system', slot), object: artifact(found, slot), changes: [], isOfSource: false },
  ];
}

/** A kept repository may have moved to `flux-system`. */
function withMovedSource(object: KubernetesObject): KubernetesObject {
  const { chart, ...spec } = object['spec'] as Readonly<Record<string, Json>>; // normalRelease made it
  const { spec: chartSpec } = chart as { readonly spec: Readonly<Record<string, Json>> }; // it has a repository
  const { sourceRef } = chartSpec as { readonly sourceRef: Readonly<Record<string, Json>> };
  const moved = { ...chartSpec, sourceRef: { ...sourceRef, namespace: sourceNamespace } };
  return { ...object, spec: { ...spec, chart: { spec: moved } } };
}

/** Whether a chart of a HelmRepository becomes an artifact: without `keepSources`, and in a registry. */
function isConverted({ source }: FoundChart): boolean {
  return source.type === 'oci';
}

function artifact({ source, chart, version, digest, others }: FoundChart, name: string): KubernetesObject {
  const spec = {
    ...others,
    url: `${source.url.replace(/\/+$/, '')}/${chart}`,
    ref: { tag: version, ...(digest === undefined ? {} : { digest }) },
    layerSelector: { mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', operation: 'copy' },
    interval: sourceInterval,
    ...(source.secret === undefined ? {} : { secretRef: { name: source.secret } }),
  };
  return {
    apiVersion: `${apiGroups.source}/v1`,
    kind: 'OCIRepository',
    metadata: { name, namespace: sourceNamespace },
    spec,
  };
}

/** A repository that is kept. All sources of a kit are beside Flux, and are looked at every 15 minutes. */
export function expectedRepository(arrived: KubernetesObject): Expected {
  const { object, changes } = migrate(arrived);
  const { name, namespace = 'default' } = object.metadata;
  const { interval, type, provider, ...spec } = object['spec'] as Readonly<Record<string, Json>>; // a spec is a map
  const kept = {
    ...object,
    metadata: { ...object.metadata, namespace: sourceNamespace },
    spec: {
      ...spec,
      interval: sourceInterval,
      ...(type === 'oci' ? { type } : {}),
      ...(provider === undefined || provider === 'generic' ? {} : { provider }),
    },
  };
  const changed = [
    ...(interval === sourceInterval
      ? []
      : [`HelmRepository: spec.interval ${String(interval)} became ${sourceInterval}`]),
    ...(namespace === sourceNamespace ? [] : [`HelmRepository: it moved from ${namespace} to ${sourceNamespace}`]),
  ];
  return {
    id: idOf(object.kind, sourceNamespace, name),
    object: kept,
    changes: [...changes, ...changed],
    isOfSource: true,
  };
}

const sourceNamespace = 'flux-system';
const sourceInterval = '15m';

/** The charts of slots as they are pulled with or without `keepSources`. */
export function chartsAsPulled({ charts, kit }: Recognised): ReadonlyMap<string, FoundChart> {
  const [first = ''] = Object.keys(kit.sources);
  return new Map(
    kit.slots.flatMap((slot) => {
      const found = charts.get(slot.name);
      const row = kit.sources[slot.chart.source ?? first];
      return found === undefined || row === undefined ? [] : [[slot.name, { ...found, source: row }] as const];
    }),
  );
}
