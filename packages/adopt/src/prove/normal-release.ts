import { type KubernetesObject, namespaceOf } from '@sovereign-fleet/renderer';
import { printJson } from '@sovereign-fleet/go-text';
import { asText, isMap, type Json, type JsonMap } from '../model/json';

/** A release with what helm-controller takes where a field says nothing, so that both spellings are one. */
export function normalRelease(object: KubernetesObject): KubernetesObject {
  const spec = withoutNulls(object['spec']);
  const { name } = object.metadata;
  const namespace = namespaceOf(object, 'default');
  const {
    targetNamespace = namespace,
    dependsOn,
    storageNamespace,
    suspend,
    valuesFrom,
    install,
    chart,
    ...rest
  } = spec;
  const releaseName =
    rest['releaseName'] ??
    (spec['targetNamespace'] === undefined ? name : `${asText(spec['targetNamespace'])}-${name}`);
  const normal = {
    ...rest,
    releaseName,
    targetNamespace,
    storageNamespace: storageNamespace ?? namespace,
    ...(suspend === true ? { suspend } : {}),
    ...(isFilled(dependsOn) ? { dependsOn: edges(dependsOn, namespace) } : {}),
    ...(isFilled(valuesFrom) ? { valuesFrom: valuesFrom.map(normalInput) } : {}),
    ...(isMap(install) ? normalInstall(install) : {}),
    ...(isMap(chart) ? { chart: normalChart(chart, namespace) } : {}),
  };
  return { ...object, spec: normal };
}

function isFilled(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value) && value.length > 0;
}

/** The API server drops what is null, but for values. */
function withoutNulls(value: Json | undefined): JsonMap {
  if (!isMap(value)) return {};
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null));
}

/** The order of edges means nothing. */
function edges(dependsOn: readonly Json[], own: string): readonly Json[] {
  const entries = dependsOn.map((entry) => (isMap(entry) ? { namespace: own, ...entry } : entry));
  return entries.sort((a, b) => (printJson(a) < printJson(b) ? -1 : 1));
}

function normalInput(entry: Json): Json {
  if (!isMap(entry)) return entry;
  const { optional, ...rest } = entry;
  return { valuesKey: 'values.yaml', ...rest, ...(optional === true ? { optional } : {}) };
}

function normalInstall({ createNamespace, ...rest }: JsonMap): JsonMap {
  const install = { ...rest, ...(createNamespace === true ? { createNamespace } : {}) };
  return Object.keys(install).length === 0 ? {} : { install };
}

function normalChart({ spec, ...rest }: JsonMap, own: string): Json {
  if (!isMap(spec)) return { spec: spec ?? null, ...rest };
  const { sourceRef } = spec;
  return { ...rest, spec: { ...spec, ...(isMap(sourceRef) ? { sourceRef: { namespace: own, ...sourceRef } } : {}) } };
}
