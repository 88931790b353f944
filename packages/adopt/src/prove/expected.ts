import { isExactVersion } from '@sovereign-fleet/domain';
import { apiGroups, tagOfVersion } from '@sovereign-fleet/flux';
import { type KubernetesObject, namespaceOf } from '@sovereign-fleet/renderer';
import { asText, isMap, type Json, type JsonMap, omitKeys } from '../model/json';
import type { Expected } from '../model/proof';
import type { FoundChart, Recognised } from '../model/recognised';
import { idOf } from '../model/source';
import { normalRelease } from './normal-release';

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
  const { chart, chartRef, ...spec } = normalRelease(object)['spec'] as JsonMap; // normalRelease made it
  const { name } = object.metadata;
  const namespace = namespaceOf(object, 'default');
  const { asked, others, changes: ofChart } = chartIn(chart);
  const release = (own: JsonMap, more: readonly string[]): Expected => ({
    id: idOf('HelmRelease', namespace, name),
    object: { ...object, spec: { ...spec, ...own } },
    changes: [...changes, ...ofChart, ...more],
    sourceId: idOf('HelmRelease', namespace, name),
  });
  if (found.source.type === 'helm') {
    // A kept repository may have moved.
    const sourceRef = { kind: 'HelmRepository', name: found.object.object.metadata.name, namespace: sourceNamespace };
    return [release({ chart: { spec: { ...asked, ...others, sourceRef } } }, [])];
  }
  const ours = {
    kind: 'OCIRepository',
    name: slot,
    ...(namespace === sourceNamespace ? {} : { namespace: sourceNamespace }),
  };
  const left = Object.keys(others).length === 0 ? {} : { chart: { spec: others } };
  const from = chartRef === undefined ? 'spec.chart' : 'chartRef';
  const change = `HelmRelease: ${from} became chartRef to an OCIRepository of its own`;
  return [
    release({ ...left, chartRef: ours }, [change]),
    {
      id: idOf('OCIRepository', sourceNamespace, slot),
      object: artifact(found, slot),
      changes: [],
      sourceId: undefined,
    },
  ];
}

/** What a release asks for of a chart. How often an exact version is looked at makes no difference. */
function chartIn(chart: Json | undefined) {
  const asked = isMap(chart) && isMap(chart['spec']) ? chart['spec'] : {};
  const { chart: name = '', version = '*', interval, reconcileStrategy } = asked;
  const said = ['chart', 'version', 'sourceRef', 'interval'];
  const changes = interval === undefined ? [] : ['HelmRelease: spec.chart.spec.interval is left out'];
  const others = omitKeys(asked, reconcileStrategy === 'ChartVersion' ? [...said, 'reconcileStrategy'] : said);
  return { asked: { chart: name, version }, others, changes };
}

function artifact(found: FoundChart, name: string): KubernetesObject {
  const { source, chart, version, digest, otherReference, others } = found;
  const ref = isExactVersion(version) ? { tag: tagOfVersion(version) } : { semver: version };
  const spec = {
    ...others,
    url: `${source.url.replace(/\/+$/, '')}/${chart}`,
    ref: { ...otherReference, ...ref, ...(digest === undefined ? {} : { digest }) },
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
  const { name } = object.metadata;
  const namespace = namespaceOf(object, 'default');
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
      : [`HelmRepository: spec.interval ${asText(interval)} became ${sourceInterval}`]),
    ...(namespace === sourceNamespace ? [] : [`HelmRepository: it moved from ${namespace} to ${sourceNamespace}`]),
  ];
  return {
    id: idOf(object.kind, sourceNamespace, name),
    object: kept,
    changes: [...changes, ...changed],
    sourceId: idOf(object.kind, namespace, name),
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
