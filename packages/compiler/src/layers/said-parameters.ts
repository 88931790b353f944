import {
  type BootstrapKit,
  type ChartValue,
  fieldOf,
  type FreeParameter,
  isFree,
  type Issue,
  type LayerSource,
  parameterRefusals,
  parameterUses,
  pickOne,
  placeIn,
  type Refusal,
  textRefusal,
} from '@sovereign-fleet/domain';
import { oncePer } from './once-per';

/** What is wrong with the parameters that a layer says. */
export function issuesOfSaidParameters(source: LayerSource, kit: BootstrapKit): readonly Issue[] {
  return Object.entries(source.said.parameters).flatMap(([name, value]): readonly Issue[] => {
    const declaration = Object.hasOwn(kit.parameters, name) ? kit.parameters[name] : undefined;
    const at = { ...placeIn(source, fieldOf(['parameters', name])), value };
    if (declaration === undefined) return [{ ...at, ...unknownParameter(name, kit) }];
    if (!isFree(declaration)) return [{ ...at, ...derivedParameter }];
    if (!declaration.layers.includes(source.layer)) return [{ ...at, ...foreignLayer(source, declaration) }];
    return issuesOfValue({ source, name, value }, declaration, kit);
  });
}

function unknownParameter(name: string, { parameters }: BootstrapKit): Refusal {
  const names = Object.entries(parameters).flatMap(([one, declaration]) => (isFree(declaration) ? [one] : []));
  return { code: 'unknown-value', problem: 'the kit has no such parameter', remedy: pickOne(name, names) };
}

const derivedParameter: Refusal = {
  code: 'misplaced',
  problem: 'it follows from the record, and nobody says it',
  remedy: 'Remove it, or change what it follows from',
};

function foreignLayer({ layer }: LayerSource, { layers }: FreeParameter): Refusal {
  const problem = `the kit lets ${layers.join(', ')} say it, and this is the layer "${layer}"`;
  return { code: 'misplaced', problem, remedy: 'Say it there, or have the kit add the layer to its parameter' };
}

interface Said {
  readonly source: LayerSource;
  readonly name: string;
  readonly value: ChartValue;
}

function issuesOfValue({ source, name, value }: Said, declaration: FreeParameter, kit: BootstrapKit): readonly Issue[] {
  const refusals = parameterRefusals(value, declaration).map(({ path, ...refusal }) => {
    return { ...placeIn(source, fieldOf(['parameters', name, ...path])), ...refusal };
  });
  if (refusals.length > 0 || usesOf(kit).get(name)?.isInText !== true) return refusals;
  const refusal = textRefusal(value);
  return refusal === undefined ? [] : [{ ...placeIn(source, fieldOf(['parameters', name])), value, ...refusal }];
}

const usesOf = oncePer(parameterUses);
