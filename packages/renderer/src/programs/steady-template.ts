import { setTimeout } from 'node:timers/promises';
import { isJsonList, isJsonMap, type Json } from '@sovereign-fleet/domain';
import type { TemplateChart, TemplatedObjects, TemplateRequest } from '../contract/ports';
import type { KubernetesObject } from '../contract/rendered';
import { mayBeUnsteady, unsteadyText } from '../contract/unsteady';
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

function markUnsteady({ crds, objects }: TemplatedObjects, other: TemplatedObjects): TemplatedObjects {
  return { crds, objects: objects.map((one, at) => markIn(one, other.objects[at]) as KubernetesObject) }; // keys stay
}

function markIn(one: Json, other: Json | undefined): Json {
  if (isJsonList(one)) return one.map((item, at) => markIn(item, isJsonList(other) ? other[at] : undefined));
  if (isJsonMap(one)) {
    const fields = isJsonMap(other) ? other : {};
    return Object.fromEntries(Object.entries(one).map(([key, field]) => [key, markIn(field, fields[key])]));
  }
  return one === other ? one : unsteadyText;
}
