import { fieldOf, type JsonMap } from '@sovereign-fleet/domain';
import { printJson } from '@sovereign-fleet/go-text';
import type { KubernetesObject } from '../contract/rendered';
import { type MapAt, mapsAt, podSpecOf } from './pod-template';
import type { ToldProblem } from './told-problem';

/** The fields by which the API server tells the items of a list (Kubernetes OpenAPI: x-kubernetes-list-map-keys). */
const ofContainer: Readonly<Record<string, readonly string[]>> = {
  env: ['name'],
  ports: ['containerPort', 'protocol'],
  volumeMounts: ['mountPath'],
  volumeDevices: ['devicePath'],
};

const ofPod: Readonly<Record<string, readonly string[]>> = {
  containers: ['name'],
  initContainers: ['name'],
  ephemeralContainers: ['name'],
  volumes: ['name'],
  imagePullSecrets: ['name'],
  hostAliases: ['ip'],
  topologySpreadConstraints: ['topologyKey', 'whenUnsatisfiable'],
};

const ofService: Readonly<Record<string, readonly string[]>> = { ports: ['port', 'protocol'] };

/** Items of a list that have the same key, for which the API server refuses what Flux sends. */
export function doubledItems(object: KubernetesObject): readonly Pick<ToldProblem, 'field' | 'problem' | 'remedy'>[] {
  const lists = object.apiVersion === 'v1' && object.kind === 'Service' ? serviceLists(object) : podLists(object);
  return lists.flatMap(({ items, keys }) => doublesIn(items, keys));
}

interface KeyedList {
  readonly items: readonly MapAt[];
  readonly keys: readonly string[];
}

function serviceLists(object: KubernetesObject): readonly KeyedList[] {
  const spec = object['spec'] as JsonMap | undefined; // looked at field by field
  return spec === undefined ? [] : listsIn({ path: ['spec'], map: spec }, ofService);
}

function podLists(object: KubernetesObject): readonly KeyedList[] {
  const pod = podSpecOf(object);
  if (pod === undefined) return [];
  const containers = ['containers', 'initContainers', 'ephemeralContainers'].flatMap((field) => mapsAt(pod, field));
  return [...listsIn(pod, ofPod), ...containers.flatMap((container) => listsIn(container, ofContainer))];
}

function listsIn(at: MapAt, keysByField: Readonly<Record<string, readonly string[]>>): readonly KeyedList[] {
  return Object.entries(keysByField).map(([field, keys]) => ({ items: mapsAt(at, field), keys }));
}

function doublesIn(items: readonly MapAt[], keys: readonly string[]) {
  const seen = new Set<string>();
  return items.flatMap(({ path, map }) => {
    const values = keys.map((key) => map[key] ?? (key === 'protocol' ? 'TCP' : ''));
    const key = printJson(values);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    const problem = `another item of the list has the same ${keys.join(' and ')}: ${values.map(String).join(', ')}`;
    return [{ field: fieldOf(path), problem, remedy: 'Take one of them out' }];
  });
}
