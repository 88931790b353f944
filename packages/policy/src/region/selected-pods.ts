import { isJsonMap, type JsonMap } from '@sovereign-fleet/domain';
import type { RenderedObject } from '@sovereign-fleet/renderer';
import { type ControlPlane, controlPlaneOf, podsOfService, podsOfTemplate } from './control-plane';
import { valueAt } from '../objects/walk';

/** Pods of a workload that are a part of the control plane. */
export interface ControlPlanePods {
  readonly part: ControlPlane;
  readonly workload: RenderedObject;
  readonly labels: JsonMap;
}

const templates: Readonly<Record<string, readonly string[]>> = {
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  DaemonSet: ['spec', 'template'],
  Deployment: ['spec', 'template'],
  Job: ['spec', 'template'],
  Pod: [],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
};

/** The pods of a workload; empty where they do not belong to the control plane. */
export function controlPlanePods(workload: RenderedObject): readonly ControlPlanePods[] {
  const way = templates[workload.object.kind];
  const template = way === undefined ? undefined : valueAt(workload.object, ...way);
  if (!isJsonMap(template)) return [];
  const pods = podsOfTemplate(template);
  const part = controlPlaneOf(workload.object, pods);
  return part === undefined ? [] : [{ part, workload, labels: pods.labels }];
}

/** What of the control plane a Service leads to: by what it says itself, else by the pods that it selects. */
export function partBehind(service: RenderedObject, pods: readonly ControlPlanePods[]): ControlPlane | undefined {
  return controlPlaneOf(service.object, podsOfService(service.object)) ?? selectedPart(service, pods);
}

/** The first part of the control plane that a Service's selector picks; one without a selector picks nothing. */
function selectedPart(service: RenderedObject, pods: readonly ControlPlanePods[]): ControlPlane | undefined {
  const selector = valueAt(service.object, 'spec', 'selector');
  if (!isJsonMap(selector) || Object.keys(selector).length === 0) return undefined;
  return pods.find((one) => isBeside(one.workload, service) && isSelected(one, selector))?.part;
}

function isBeside(one: RenderedObject, other: RenderedObject): boolean {
  return one.namespace === other.namespace && one.cluster === other.cluster;
}

function isSelected({ labels, workload }: ControlPlanePods, selector: JsonMap): boolean {
  return Object.entries(selector).every(([key, value]) => {
    return labels[key] === value || isSetByController(workload, key, value);
  });
}

// What controllers put to the labels of their pods (kubernetes.io/docs/reference/labels-annotations-taints); hashes are
// known in the cluster alone, so any may be that of these pods.
const unknownBefore = new Set(['apps.kubernetes.io/pod-index', 'controller-revision-hash', 'pod-template-hash']);

function isSetByController({ object }: RenderedObject, key: string, value: unknown): boolean {
  if (unknownBefore.has(key)) return true;
  if (key !== 'statefulset.kubernetes.io/pod-name' || object.kind !== 'StatefulSet') return false;
  const prefix = `${object.metadata.name}-`;
  return typeof value === 'string' && value.startsWith(prefix) && /^\d+$/.test(value.slice(prefix.length));
}
