import {
  isFree,
  type LayerValue,
  type ParameterDeclarations,
  parametersIn,
  type Refusal,
  type SlotValue,
} from '@sovereign-fleet/domain';
import { isMap } from './merge-values';

/** A part of an override that has no place. */
export interface Clash extends Refusal {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** Where an override meets a value that a parameter feeds: that is changed by the parameter alone. */
export function issuesOfClash(
  ofKit: SlotValue,
  override: LayerValue,
  parameters: ParameterDeclarations,
): readonly Clash[] {
  if (isMap(ofKit) && isMap(override)) {
    return Object.entries(override).flatMap(([key, value]) => {
      const own = Object.hasOwn(ofKit, key) ? ofKit[key] : undefined;
      if (own === undefined) return [];
      return issuesOfClash(own, value, parameters).map((clash) => ({ ...clash, path: [key, ...clash.path] }));
    });
  }
  const names = [...new Set(parametersIn(ofKit))];
  if (names.length === 0) return [];
  const problem = `${names.join(' and ')} ${names.length > 1 ? 'feed' : 'feeds'} this value`;
  const isSaid = names.every((name) => {
    const declaration = parameters[name];
    return declaration !== undefined && isFree(declaration);
  });
  const remedy = isSaid
    ? `Remove the override, and say ${names.join(' and ')} in parameters`
    : 'Remove the override, or change the record that it follows from';
  return [{ path: [], value: override, code: 'misplaced', problem, remedy }];
}
