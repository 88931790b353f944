import type { Refusal } from '../issue/issue';
import { nearest, pickOne } from '../issue/nearest';
import { isPlainObject } from '../sovereign/chart-values';
import { layerNames } from '../sovereign/layer-name';
import { nameInDefault } from './default-names';
import { type FreeParameter, type ParameterType, parameterTypes } from '../slot/parameter';
import { parameterRefusals } from './parameter-value';
import { type RegionFact, regionFacts } from '../slot/region-fact';

interface DeclarationRefusal extends Refusal {
  /** The way within the declaration, or none for all of it. */
  readonly key: readonly (string | number)[];
}

type Fields = ReadonlyMap<string, unknown>;

const examples =
  "{ type: 'string', fact: 'fqdn' }, { type: 'boolean', enables: 'bp-mgmt-vcluster' }, " +
  "{ type: 'boolean', feature: 'observability' } or " +
  "{ type: 'number', description: 'replicas of the ingress', layers: ['environment'], default: 2 }";

/** What is wrong with a parameter's declaration by itself. */
export function declarationRefusals(declaration: unknown): readonly DeclarationRefusal[] {
  if (!isPlainObject(declaration)) {
    return [{ key: [], code: 'wrong-type', problem: 'it is not a declaration', remedy: `Write ${examples}` }];
  }
  const fields: Fields = new Map<string, unknown>(Object.entries(declaration));
  const type = parameterTypes.find((one) => one === fields.get('type'));
  if (type === undefined) {
    const remedy = pickOne(fields.get('type'), parameterTypes);
    return [{ key: ['type'], code: 'unknown-value', problem: 'there is no such type', remedy }];
  }
  const { keys, refusals } = kindOf(fields, type);
  return [...unknownKeys(fields, ['type', ...keys]), ...refusals(fields, type)];
}

interface Kind {
  /** The keys beside `type`. */
  readonly keys: readonly string[];
  readonly refusals: (fields: Fields, type: ParameterType) => readonly DeclarationRefusal[];
}

function kindOf(fields: Fields, type: ParameterType): Kind {
  if (fields.has('fact')) return { keys: ['fact'], refusals: factRefusals };
  if (fields.has('enables')) return { keys: ['enables'], refusals: (all, one) => switchRefusals(all, one, 'enables') };
  if (fields.has('feature')) return { keys: ['feature'], refusals: (all, one) => switchRefusals(all, one, 'feature') };
  const choices = type === 'string' ? ['pattern', 'oneOf'] : type === 'number' ? ['oneOf'] : [];
  return { keys: ['description', 'layers', 'default', ...choices], refusals: freeRefusals };
}

function unknownKeys(fields: Fields, known: readonly string[]): readonly DeclarationRefusal[] {
  return [...fields.keys()]
    .filter((key) => !known.includes(key))
    .map((key) => {
      const near = nearest(key, known);
      const remedy = near === undefined ? `Remove it; the keys are ${known.join(', ')}` : `Write "${near}"`;
      return { key: [key], code: 'unknown-key', problem: 'there is no such key', remedy };
    });
}

function factRefusals(fields: Fields, type: ParameterType): readonly DeclarationRefusal[] {
  const fact = fields.get('fact');
  const names = Object.keys(regionFacts) as readonly RegionFact[]; // the keys of the literal
  const known = names.find((name) => name === fact);
  if (known === undefined) {
    const remedy = pickOne(fact, names);
    return [{ key: ['fact'], code: 'unknown-value', problem: 'a region has no such fact', remedy }];
  }
  const own = regionFacts[known];
  if (own === type) return [];
  const problem = `the fact "${known}" is of another type`;
  return [{ key: ['type'], code: 'wrong-type', problem, remedy: `Write "${own}"` }];
}

function switchRefusals(fields: Fields, type: ParameterType, key: 'enables' | 'feature') {
  const what = key === 'enables' ? 'a slot' : 'a feature';
  const isName = typeof fields.get(key) === 'string';
  const problem = `it must be the name of ${what}`;
  const name: DeclarationRefusal = { key: [key], code: 'wrong-type', problem, remedy: `Write ${examples}` };
  const isOn = `whether ${what} is on is true or false`;
  const boolean: DeclarationRefusal = { key: ['type'], code: 'wrong-type', problem: isOn, remedy: 'Write "boolean"' };
  return [...(isName ? [] : [name]), ...(type === 'boolean' ? [] : [boolean])];
}

function freeRefusals(fields: Fields, type: ParameterType): readonly DeclarationRefusal[] {
  const choices = [...patternRefusals(fields), ...oneOfRefusals(fields, type)];
  return [
    ...descriptionRefusals(fields),
    ...layerRefusals(fields.get('layers')),
    ...choices,
    ...(choices.length > 0 ? [] : defaultRefusals(fields)),
  ];
}

function descriptionRefusals(fields: Fields): readonly DeclarationRefusal[] {
  const description = fields.get('description');
  if (typeof description === 'string' && description.trim() !== '') return [];
  const problem = 'nobody could know what to say';
  return [{ key: ['description'], code: 'missing', problem, remedy: 'Write what the parameter is for' }];
}

function layerRefusals(layers: unknown): readonly DeclarationRefusal[] {
  const remedy = `Write layers such as ['fleet', 'region'], of ${layerNames.join(', ')}`;
  if (!Array.isArray(layers) || layers.length === 0) {
    return [{ key: ['layers'], code: 'missing', problem: 'no layer may say it', remedy }];
  }
  return layers.flatMap((layer: unknown, index): readonly DeclarationRefusal[] => {
    if (layerNames.some((name) => name === layer)) return [];
    const problem = 'there is no such layer';
    return [{ key: ['layers', index], code: 'unknown-value', problem, remedy: pickOne(layer, layerNames) }];
  });
}

function patternRefusals(fields: Fields): readonly DeclarationRefusal[] {
  const pattern = fields.get('pattern');
  if (pattern === undefined || (typeof pattern === 'string' && isRegularExpression(pattern))) return [];
  const remedy = "Write a regular expression as a text, such as '[a-z]+'";
  return [{ key: ['pattern'], code: 'malformed', problem: 'it is not a regular expression', remedy }];
}

function isRegularExpression(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false; // a SyntaxError
  }
}

function oneOfRefusals(fields: Fields, type: ParameterType): readonly DeclarationRefusal[] {
  const oneOf = fields.get('oneOf');
  if (oneOf === undefined || (Array.isArray(oneOf) && oneOf.length > 0 && oneOf.every((one) => typeof one === type))) {
    return [];
  }
  const problem = `it is not a list of ${type}s`;
  return [{ key: ['oneOf'], code: 'wrong-type', problem, remedy: `Write ${type}s of which one is to be chosen` }];
}

function defaultRefusals(fields: Fields): readonly DeclarationRefusal[] {
  if (!fields.has('default')) return [];
  const value = fields.get('default');
  const declaration = Object.fromEntries(fields) as unknown as FreeParameter; // its other fields were checked before
  const refusals = parameterRefusals(value, declaration);
  if (refusals.length > 0) return refusals.map(({ path, ...refusal }) => ({ ...refusal, key: ['default', ...path] }));
  const name = nameInDefault(value);
  if (name === undefined) return [];
  const problem = `it names ${name}, and a default is for every Sovereign of the kit`;
  const remedy = 'Take the default out, and say the value in a layer';
  return [{ key: ['default'], code: 'misplaced', problem, remedy }];
}
