import { fieldOf, isJsonList, isJsonMap, type Json } from '@sovereign-fleet/domain';
import type { TemplatedObjects } from '../contract/ports';
import { unsteadyText } from '../contract/unsteady';
import { idOfObject } from '../objects/object-id';
import type { Refusal } from './refusal';

/** What a chart makes anew in each render, told once for the release. */
export function unsteadyFields({ objects }: TemplatedObjects): readonly Refusal[] {
  const fields = objects.flatMap((one) => placesIn(one, []).map((steps) => `${idOfObject(one)} ${fieldOf(steps)}`));
  if (fields.length === 0) return [];
  const problem = `what its chart makes is not the same twice, and is not compared: ${fields.join(', ')}`;
  const remedy =
    'Set the value in the values or in a Secret of yours, so that each render and each upgrade has the same';
  return [{ kind: 'assumed', field: 'spec', problem, remedy }];
}

type Steps = readonly (string | number)[];

function placesIn(value: Json, steps: Steps): readonly Steps[] {
  if (value === unsteadyText) return [steps];
  if (isJsonList(value)) return value.flatMap((item, at) => placesIn(item, [...steps, at]));
  if (!isJsonMap(value)) return [];
  return Object.entries(value).flatMap(([key, field]) => placesIn(field, [...steps, key]));
}
