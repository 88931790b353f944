import { setTimeout } from 'node:timers/promises';
import { isJsonList, isJsonMap, type Json, type JsonMap } from '@sovereign-fleet/domain';
import type { TemplateChart, TemplatedObjects, TemplateRequest } from '../contract/ports';
import type { KubernetesObject } from '../contract/rendered';
import { mayBeUnsteady, unsteadyKey, unsteadyText } from '../contract/unsteady';
import { idOfObject } from '../objects/object-id';
import { helmTemplate, type HelmOptions } from './helm';

/** Time zones that are 26 hours apart, so that it is never the same day in both. */
const zones = { first: 'Etc/GMT+12', second: 'Etc/GMT-14' };
/** A second goes by, for what prints the seconds. */
const pause = 1100;

/**
 * Templates by Helm; a chart that may make something anew each time is rendered twice, at another time and in another
 * time zone. What differs is a mark then: the same bytes each time, and nothing to compare. What a chart keeps by
 * `lookup` is such, too: nothing is looked up here.
 */
export function steadyTemplate(options: HelmOptions): TemplateChart {
  const once = helmTemplate(options);
  const [first, second] = [zones.first, zones.second].map((timeZone) => helmTemplate({ ...options, timeZone }));
  return async (request) => {
    if (!isUnsteady(request) || first === undefined || second === undefined) return once(request);
    const one = await first(request);
    if (!one.ok) return one;
    await setTimeout(pause);
    const other = await second(request);
    return other.ok ? { ok: true, value: markUnsteady(one.value, other.value) } : other;
  };
}

function isUnsteady({ chart, values }: TemplateRequest): boolean {
  return chart.texts.isUnsteady || mayBeUnsteady(values);
}

function markUnsteady(first: TemplatedObjects, other: TemplatedObjects): TemplatedObjects {
  const { objects } = first;
  return { ...first, objects: objects.map((one, at) => markObject(one, partnerOf(one, other.objects, at))) };
}

/** Helm keeps the order of a chart, so an object with another name each time is in the same place. */
function partnerOf(one: KubernetesObject, others: readonly KubernetesObject[], at: number): KubernetesObject {
  const there = others[at];
  return there?.kind === one.kind ? there : (others.find((other) => idOfObject(other) === idOfObject(one)) ?? one);
}

function markObject(one: KubernetesObject, other: KubernetesObject): KubernetesObject {
  return markMap(one, other) as KubernetesObject; // of the same kind: each has the fields that all objects have
}

function markIn(one: Json, other: Json | undefined): Json {
  if (isJsonList(one) && isJsonList(other)) return markList(one, other);
  if (isJsonMap(one) && isJsonMap(other)) return markMap(one, other);
  return one === other ? one : unsteadyText;
}

/** Of a list with another length each time nothing is known. */
function markList(one: readonly Json[], other: readonly Json[]): readonly Json[] {
  return one.length === other.length ? one.map((item, at) => markIn(item, other[at])) : [unsteadyText];
}

/** A key that is there but sometimes is known, and keys that are other ones each time become one. */
function markMap(one: JsonMap, other: JsonMap): JsonMap {
  const same = Object.keys(one).filter((key) => Object.hasOwn(other, key));
  const marked = same.map((key) => [key, markIn(one[key] ?? null, other[key])] as const);
  const [gone, come] = [keysBeside(one, other), keysBeside(other, one)];
  const more = gone.length > 0 && come.length > 0 ? [unsteadyKey] : [...gone, ...come];
  return Object.fromEntries([...marked, ...more.map((key) => [key, unsteadyText] as const)]);
}

function keysBeside(one: JsonMap, other: JsonMap): readonly string[] {
  return Object.keys(one).filter((key) => !Object.hasOwn(other, key));
}
