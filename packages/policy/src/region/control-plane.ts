import { isJsonList, isJsonMap, type Json, type JsonMap } from '@sovereign-fleet/domain';
import type { KubernetesObject } from '@sovereign-fleet/renderer';
import { imageName } from '../images/image-reference';
import { containersOf, mapsIn, valueAt } from '../objects/walk';

/** A part of a cluster that only the cluster itself may reach (A3, A5). */
export type ControlPlane = 'the API server' | 'etcd' | 'clustermesh';

/**
 * The part of the control plane that a Service or a pod belongs to, by the names in it, the labels of its pods, the
 * programs that its images and commands name, and the ports that etcd and the API server listen on; undefined for
 * others. Clustermesh comes first, since its API server is an etcd.
 */
export function controlPlaneOf(object: KubernetesObject, pods: PodsOf): ControlPlane | undefined {
  const names = [object.metadata.name, ...Object.values(pods.labels).filter(isText), ...pods.names];
  const parts = new Set(pods.programs.map(partOfProgram));
  if (parts.has('clustermesh') || names.some((name) => /clustermesh/i.test(name))) return 'clustermesh';
  const isEtcd = names.some((name) => /(^|-)etcd(-|$)/i.test(name)) || pods.ports.some((port) => etcdPorts.has(port));
  if (isEtcd || parts.has('etcd')) return 'etcd';
  // Labels of vcluster's charts; the other names are those of Kubernetes itself.
  const isApiServer = pods.labels['app'] === 'vcluster' || names.some((name) => apiServerName.test(name));
  const isServing = parts.has('the API server') || pods.ports.some((port) => apiServerPorts.has(port));
  return isApiServer || isServing ? 'the API server' : undefined;
}

/** What is known of pods: those that a Service selects, or those of a template. */
export interface PodsOf {
  readonly labels: JsonMap;
  /** Of containers. */
  readonly names: readonly string[];
  /** The last part of each image's name and of each command: `etcd` of `quay.io/coreos/etcd:v3.5`. */
  readonly programs: readonly string[];
  readonly ports: readonly Json[];
}

const etcdPorts = new Set<Json>([2379, 2380]);
const apiServerPorts = new Set<Json>([6443]);
// `apiserver` counts only at the beginning: `metrics-apiserver` serves an API of its own.
const apiServerName = /(^|-)kube-?api-?server(-|$)|^apiserver(-|$)/i;

/**
 * Programs that serve a part of a control plane; distributions and vcluster have the API server in one with the rest.
 */
const programs: readonly (readonly [RegExp, ControlPlane])[] = [
  [/^clustermesh-apiserver$/, 'clustermesh'],
  [/(^|-)etcd$/, 'etcd'],
  [/(^|-)kube-apiserver$|^(k0s|k3s|kubernetes|vcluster|vcluster-oss|vcluster-pro)$/, 'the API server'],
];

function partOfProgram(name: string): ControlPlane | undefined {
  return programs.find(([pattern]) => pattern.test(name))?.[1];
}

/** The pods that a Service would lead to. */
export function podsOfService(service: KubernetesObject): PodsOf {
  const ports = mapsIn(valueAt(service, 'spec', 'ports')).flatMap(({ port, targetPort }) => [
    port ?? 0,
    targetPort ?? 0,
  ]);
  return { labels: mapAt(valueAt(service, 'spec', 'selector')), names: [], programs: [], ports };
}

/** The pods of a template, or a Pod itself: a map with `metadata` and `spec`. */
export function podsOfTemplate(template: JsonMap): PodsOf {
  const containers = containersOf(template).map(({ container }) => container);
  const names = containers.map(({ name }) => name).filter(isText);
  const ports = containers.flatMap(({ ports }) => mapsIn(ports).map(({ containerPort }) => containerPort ?? 0));
  const labels = mapAt(valueAt(template, 'metadata', 'labels'));
  return { labels, names, programs: containers.flatMap(programsOf), ports };
}

function programsOf({ image, command }: JsonMap): readonly string[] {
  const first = isJsonList(command) ? command[0] : undefined;
  return [...(isText(image) ? [imageName(image)] : []), ...(isText(first) ? [first.replace(/^.*\//, '')] : [])];
}

function mapAt(value: Json | undefined): JsonMap {
  return isJsonMap(value) ? value : {};
}

function isText(value: Json | undefined): value is string {
  return typeof value === 'string';
}
