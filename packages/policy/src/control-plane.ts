import type { Json, JsonMap, KubernetesObject } from '@sovereign-fleet/renderer';
import { isMap, mapsIn, valueAt } from './walk';

/** A part of a cluster that only the cluster itself may reach (A3, A5). */
export type ControlPlane = 'the API server' | 'etcd' | 'clustermesh';

/**
 * The part of the control plane that a Service or a pod is of, by the names in it, by the labels of its pods and by the
 * ports that etcd and the API server listen on; undefined for all others. Clustermesh comes first, since its API server is an etcd.
 */
export function controlPlaneOf(object: KubernetesObject, pods: PodsOf): ControlPlane | undefined {
  const names = [object.metadata.name, ...Object.values(pods.labels).filter(isText), ...pods.names];
  if (names.some((name) => /clustermesh/i.test(name))) return 'clustermesh';
  if (names.some((name) => /(^|-)etcd(-|$)/i.test(name)) || pods.ports.some((port) => etcdPorts.has(port)))
    return 'etcd';
  // Labels of vcluster's charts; the other names are those of Kubernetes itself.
  const isApiServer = pods.labels['app'] === 'vcluster' || names.some((name) => /^kube-?apiserver$/i.test(name));
  return isApiServer || pods.ports.some((port) => apiServerPorts.has(port)) ? 'the API server' : undefined;
}

/** What is known of pods: those that a Service selects, or those of a template. */
export interface PodsOf {
  readonly labels: JsonMap;
  /** Of containers. */
  readonly names: readonly string[];
  readonly ports: readonly Json[];
}

const etcdPorts = new Set<Json>([2379, 2380]);
const apiServerPorts = new Set<Json>([6443]);

/** The pods that a Service would lead to. */
export function podsOfService(service: KubernetesObject): PodsOf {
  const ports = mapsIn(valueAt(service, 'spec', 'ports')).flatMap(({ port, targetPort }) => [
    port ?? 0,
    targetPort ?? 0,
  ]);
  return { labels: mapAt(valueAt(service, 'spec', 'selector')), names: [], ports };
}

/** The pods of a template, or a Pod itself: a map with `metadata` and `spec`. */
export function podsOfTemplate(template: JsonMap): PodsOf {
  const containers = mapsIn(valueAt(template, 'spec', 'containers'));
  const names = containers.map(({ name }) => name).filter(isText);
  const ports = containers.flatMap(({ ports }) => mapsIn(ports).map(({ containerPort }) => containerPort ?? 0));
  return { labels: mapAt(valueAt(template, 'metadata', 'labels')), names, ports };
}

function mapAt(value: Json | undefined): JsonMap {
  return isMap(value) ? value : {};
}

function isText(value: Json | undefined): value is string {
  return typeof value === 'string';
}
