import {
  bareText,
  type BootstrapKit,
  type ChartValue,
  fieldIn,
  fieldOfPlace,
  isFree,
  type Issue,
  type Reading,
  readingsOf,
} from '@sovereign-fleet/domain';
import { oncePer } from './once-per';
import type { ParameterSource } from './parameter-values';
import { otherArrival } from './text-arrival';

interface ReadInRegion {
  /** Of the parameters that the region reads. */
  readonly values: ReadonlyMap<string, ChartValue>;
  /** The slots that are absent there, by name: their texts arrive nowhere. */
  readonly absent: ReadonlySet<string>;
}

/** Texts of rows that would arrive as something else with the values of a region. */
export function issuesOfTexts(source: ParameterSource, { values, absent }: ReadInRegion): readonly Issue[] {
  const texts = textsOf(source.kit).filter(({ slot }) => slot === undefined || !absent.has(slot));
  return texts.flatMap((reading): readonly Issue[] => {
    const filling = reading.value.names.map((name) => bareText(values.get(name) ?? ''));
    const other = arrivalOf(reading, filling);
    if (other === undefined) return [];
    const problem = `${fieldOfPlace(reading.path)} would arrive as ${other}, and it is a text`;
    return [
      { ...placeOfText(reading, source), code: 'malformed', problem, remedy: 'Write another text here, or there' },
    ];
  });
}

/** Inside a text a parameter is a part of it. One that is alone arrives as it is. */
const textsOf = oncePer((kit: BootstrapKit) => {
  const readings = readingsOf(kit).filter(({ value }) => value.literals.some((literal) => literal !== ''));
  return readings.map((reading): AskedReading => ({ ...reading, known: new Map() }));
});

/** Regions mostly have the same fillings, so the answers are kept. */
interface AskedReading extends Reading {
  readonly known: Map<string, string | undefined>;
}

function arrivalOf(reading: AskedReading, filling: readonly string[]): string | undefined {
  const { known } = reading;
  const key = filling.join('\n');
  if (!known.has(key)) known.set(key, otherArrival(reading.value, filling));
  return known.get(key);
}

/** Where a person said a part of the text; else the kit, which has it as a default or reads a fact. */
function placeOfText({ value: { names }, path }: Reading, { layers, kit }: ParameterSource) {
  for (const { file, prefix, said } of [...layers].reverse()) {
    const name = names.find((one) => said.parameters[one] !== undefined);
    if (name !== undefined)
      return { file, field: fieldIn({ prefix }, `parameters.${name}`), value: said.parameters[name] };
  }
  const name = names.find((one) => {
    const declaration = kit.parameters[one];
    return declaration !== undefined && isFree(declaration);
  });
  return {
    file: kit.source,
    field: name === undefined ? fieldOfPlace(path) : `parameters.${name}.default`,
    value: name,
  };
}
