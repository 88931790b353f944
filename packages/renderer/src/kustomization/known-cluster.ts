import { isJsonMap, type Json, type JsonMap } from '@sovereign-fleet/domain';
import { isHelmRelease } from '@sovereign-fleet/flux';
import type { RegionState } from './region-state';
import { idOf, idOfObject } from '../objects/object-id';
import type { KubernetesObject } from '../contract/rendered';
import { namespaceOf } from '../objects/namespace-of';

/**
 * Whether the tree knows the cluster of a kubeconfig, by the id of the object that holds it: the object is in the tree,
 * somebody is known to deliver it, or a release makes a vCluster that writes it.
 */
export function isKnownCluster(id: string, state: RegionState, delivered: ReadonlySet<string> = new Set()): boolean {
  const { byId, standIns } = state;
  if (byId.has(id) || standIns.has(id) || delivered.has(id)) return true;
  return [...byId.values()].some((object) => secretsMadeBy(object).includes(id));
}

/** Kinds that make a Secret of their own name, or of `spec.target.name`. */
const makers = ['ExternalSecret', 'SealedSecret'];

function secretsMadeBy(object: KubernetesObject): readonly string[] {
  if (isHelmRelease(object)) return kubeconfigsOf(object);
  if (!makers.includes(object.kind)) return [];
  const target = mapAt(mapAt(object, 'spec'), 'target')['name'];
  const name = typeof target === 'string' ? target : object.metadata.name;
  return [idOfObject({ ...object, kind: 'Secret', metadata: { ...object.metadata, name } })];
}

/** A vCluster writes `vc-<release>` beside itself, and where `exportKubeConfig.secret` of its values says. */
function kubeconfigsOf(object: KubernetesObject): readonly string[] {
  const { metadata, spec } = object;
  const { targetNamespace, releaseName, values } = isJsonMap(spec) ? spec : {};
  const namespace = typeof targetNamespace === 'string' ? targetNamespace : namespaceOf(object, 'default');
  const ownName = typeof targetNamespace === 'string' ? `${targetNamespace}-${metadata.name}` : metadata.name;
  const name = typeof releaseName === 'string' ? releaseName : ownName;
  const exported = exportsIn(values).map((secret) => {
    const place = typeof secret['namespace'] === 'string' ? secret['namespace'] : namespace;
    return typeof secret['name'] === 'string' ? idOf('Secret', place, secret['name']) : '';
  });
  return [idOf('Secret', namespace, `vc-${name}`), ...exported];
}

/** The values of a vCluster may be those of a subchart. */
function exportsIn(values: Json | undefined): readonly JsonMap[] {
  if (!isJsonMap(values)) return [];
  const own = mapAt(mapAt(values, 'exportKubeConfig'), 'secret');
  return [own, ...Object.values(values).flatMap(exportsIn)];
}

function mapAt(map: JsonMap, key: string): JsonMap {
  const value = map[key];
  return isJsonMap(value) ? value : {};
}
