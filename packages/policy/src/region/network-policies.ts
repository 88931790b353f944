import { isJsonList, isJsonMap, type Json, type JsonMap } from '@sovereign-fleet/domain';
import type { RenderedObject } from '@sovereign-fleet/renderer';
import { mapsIn, valueAt } from '../objects/walk';

/** Where connections come from: a namespace, whose labels may not all be known. */
export interface Origin {
  readonly namespace: string;
  readonly labels: JsonMap;
  /** Whether the Namespace itself was rendered; else it may have more labels. */
  readonly isKnown: boolean;
}

/**
 * The NetworkPolicies that together keep connections from a namespace away from the pods of a workload; empty where
 * they get through, or may. Without a policy for a pod, everything reaches it. What one policy admits gets through,
 * whatever the others say (Kubernetes: NetworkPolicy).
 */
export function closedPolicies(
  workload: RenderedObject,
  origin: Origin,
  objects: readonly RenderedObject[],
): readonly RenderedObject[] {
  const own = objects.filter((of) => isPolicyFor(of, workload));
  return own.some((policy) => admits(policy, origin, portsOf(workload))) ? [] : own;
}

function isPolicyFor({ object, namespace, cluster }: RenderedObject, workload: RenderedObject): boolean {
  if (object.kind !== 'NetworkPolicy' || cluster !== workload.cluster || namespace !== workload.namespace) return false;
  const types = valueAt(object, 'spec', 'policyTypes');
  if (isJsonList(types) && !types.includes('Ingress')) return false;
  const labels = valueAt(workload.object, 'spec', 'template', 'metadata', 'labels');
  return selects(valueAt(object, 'spec', 'podSelector'), isJsonMap(labels) ? labels : {}, true);
}

function admits({ object, namespace }: RenderedObject, origin: Origin, ports: readonly Port[]): boolean {
  return mapsIn(valueAt(object, 'spec', 'ingress')).some((rule) => {
    const from = mapsIn(rule['from']);
    const isFrom = from.length === 0 || from.some((peer) => isPeer(peer, origin, namespace));
    return isFrom && isToPort(mapsIn(rule['ports']), ports);
  });
}

/** Addresses and pods of the other namespace are not known here, so what names them may be it. */
function isPeer({ namespaceSelector, ipBlock }: JsonMap, origin: Origin, own: string): boolean {
  if (ipBlock !== undefined) return true;
  if (namespaceSelector === undefined) return origin.namespace === own;
  const labels = { ...origin.labels, 'kubernetes.io/metadata.name': origin.namespace };
  return selects(namespaceSelector, labels, origin.isKnown);
}

/** Whether a label selector selects what has these labels. A label that may be there and is not known may match. */
function selects(selector: Json | undefined, labels: JsonMap, isKnown: boolean): boolean {
  const isKnownKey = (key: string) => isKnown || Object.hasOwn(labels, key);
  const wanted = valueAt(selector, 'matchLabels');
  const pairs = isJsonMap(wanted) ? Object.entries(wanted) : [];
  return (
    pairs.every(([key, value]) => !isKnownKey(key) || labels[key] === value) &&
    mapsIn(valueAt(selector, 'matchExpressions')).every((expression) => {
      return !isKnownKey(keyOf(expression)) || isTrue(expression, labels);
    })
  );
}

function keyOf({ key }: JsonMap): string {
  return typeof key === 'string' ? key : '';
}

function isTrue(expression: JsonMap, labels: JsonMap): boolean {
  const { operator, values } = expression;
  const value = labels[keyOf(expression)];
  const isListed = isJsonList(values) && value !== undefined && values.includes(value);
  if (operator === 'In') return isListed;
  if (operator === 'NotIn') return !isListed;
  return operator === 'Exists' ? value !== undefined : value === undefined;
}

interface Port {
  readonly number: Json | undefined;
  readonly name: Json | undefined;
}

function portsOf({ object }: RenderedObject): readonly Port[] {
  const containers = mapsIn(valueAt(object, 'spec', 'template', 'spec', 'containers'));
  return containers.flatMap(({ ports }) =>
    mapsIn(ports).map(({ containerPort, name }) => ({ number: containerPort, name })),
  );
}

/** Without ports a rule is for all; a workload that names none may listen on any. */
function isToPort(allowed: readonly JsonMap[], ports: readonly Port[]): boolean {
  if (allowed.length === 0 || ports.length === 0) return true;
  return allowed.some(({ port, endPort }) => {
    if (typeof port !== 'number' || typeof endPort !== 'number') {
      return port === undefined || ports.some(({ number, name }) => port === number || port === name);
    }
    return ports.some(({ number }) => typeof number === 'number' && number >= port && number <= endPort);
  });
}
