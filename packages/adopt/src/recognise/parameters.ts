import { printJson } from '@sovereign-fleet/go-text';
import { groupBy } from '../model/group-by';
import type { Json } from '../model/json';
import type { ModelParameter, ParameterType } from '../model/kit-model';
import type { Note } from '../model/note';
import type { Facts, Parameters } from '../model/recognised';
import { placeOf } from '../model/source';
import { takesParameter, type UseAt } from './uses';

/** Makes a parameter of each substitute that rows can read: its type is that of what arrives. */
export function parametersOf(uses: readonly UseAt[], facts: Facts, isDefault: (value: Json) => boolean): Parameters {
  const byName = groupBy(uses.filter(takesParameter), ({ use }) => use.name);
  const made = [...byName].map(([name, all]) => parameterOf(name, all, { facts, isDefault }));
  const names = new Map(made.flatMap(({ names: own }) => own));
  return {
    declarations: Object.fromEntries(made.flatMap(({ declarations }) => declarations)),
    nameOf: (use) => names.get(keyOf(use)),
    notes: made.flatMap(({ notes }) => notes),
    substitutes: new Map(made.flatMap(({ substitutes }) => substitutes)),
    facts: new Map(made.flatMap(({ fact }) => (fact === undefined ? [] : [fact]))),
  };
}

function keyOf({ name, fallback, other }: UseAt['use']): string {
  return JSON.stringify([name, fallback ?? null, other ?? null]);
}

interface Made {
  readonly declarations: readonly (readonly [string, ModelParameter])[];
  readonly names: readonly (readonly [string, string])[];
  readonly notes: readonly Note[];
  readonly substitutes: readonly (readonly [string, string])[];
  readonly fact?: readonly [string, string];
}

interface Context {
  readonly facts: Facts;
  readonly isDefault: (value: Json) => boolean;
}

function parameterOf(substitute: string, all: readonly UseAt[], context: Context): Made {
  const uses = all.filter(({ use }) => use.other === undefined);
  const others = all.filter(({ use }) => use.other !== undefined).map((use) => resolvedNote(use, 'of this form'));
  const name = parameterName(substitute);
  const fact = factOf(uses, name, context.facts);
  if (fact !== undefined) {
    const declarations = [[name, { fact }]] as const;
    const names = uses.map(({ use }) => [keyOf(use), name] as const);
    return { declarations, names, notes: others, substitutes: [], fact: [substitute, fact] };
  }
  const groups = [...groupBy(uses, ({ use }) => use.fallback)].sort(([, a], [, b]) => b.length - a.length);
  const isSet = uses.some((use) => printJson(use.arrived) !== printJson(use.byDefault));
  const merged = isSet && groups.length > 1 ? [[undefined, uses] as const] : groups;
  const made = merged.map(([fallback, group], index) => {
    const own = index === 0 ? name : `${name}_${index + 1}`;
    return groupOf(own, group, { fallback, isDefault: context.isDefault, substitute });
  });
  const fallbacks = groups.filter(([fallback]) => fallback !== undefined);
  const twice =
    fallbacks.length > 1
      ? [
          twoDefaultsNote(
            substitute,
            fallbacks.map(([one]) => one ?? ''),
            made,
          ),
        ]
      : [];
  return {
    declarations: made.flatMap(({ declarations }) => declarations),
    names: made.flatMap(({ names }) => names),
    notes: [...others, ...twice, ...made.flatMap(({ notes }) => notes)],
    substitutes: made.flatMap(({ substitutes }) => substitutes),
  };
}

/** A kit takes UPPER_SNAKE alone. */
function parameterName(substitute: string): string {
  const upper = substitute.toUpperCase().replace(/[^A-Z0-9_]/g, '_');
  return /^[A-Z]/.test(upper) ? upper : `X${upper}`;
}

/** What could be there by chance, such as "primary", is a fact only where the name says so, too. */
function factOf(uses: readonly UseAt[], name: string, facts: Facts): string | undefined {
  const [whole] = uses.filter(({ isWhole }) => isWhole);
  const value = whole?.arrived ?? textValueOf(uses);
  const found = Object.entries(facts).find(([, fact]) => fact === value);
  if (found === undefined || uses.some(({ use }) => use.fallback !== undefined)) return undefined;
  const hint = { regionKey: 'REGION', regionRole: 'ROLE', provider: 'PROVIDER', environment: 'ENV' }[found[0]];
  return hint === undefined || name.includes(hint) ? found[0] : undefined;
}

interface Group {
  readonly fallback: string | undefined;
  readonly substitute: string;
  readonly isDefault: Context['isDefault'];
}

/** Uses with one default. */
function groupOf(name: string, uses: readonly UseAt[], { fallback, substitute, isDefault }: Group): Made {
  const whole = uses.filter(({ isWhole }) => isWhole);
  const inText = uses.filter(({ isWhole }) => !isWhole);
  const value = valueOf(uses, 'arrived');
  const why = whyNoParameter(value, inText);
  if (value === undefined || why !== undefined) {
    return { declarations: [], names: [], notes: uses.map((use) => resolvedNote(use, why ?? '')), substitutes: [] };
  }
  const standing = fallback === undefined || fallback === '' ? undefined : valueOf(uses, 'byDefault');
  const isAllowed = standing !== undefined && standing !== '' && isDefault(standing);
  const type = whole.length === 0 ? 'string' : typeFor(isAllowed ? [value, standing] : [value]);
  const isSame = isAllowed && printJson(value) === printJson(standing);
  const declaration: ModelParameter = {
    type,
    description: `${substitute} of the adopted tree`,
    ...(isAllowed ? { default: standing } : {}),
    ...(isSame ? {} : { value }),
  };
  return {
    declarations: [[name, declaration]],
    names: uses.map(({ use }) => [keyOf(use), name]),
    notes: standing === undefined || isAllowed ? [] : [defaultNote(name, standing)],
    substitutes: isAllowed ? [[name, substitute]] : [],
  };
}

/** Why rows have a value itself in place of a parameter, as a note says it. */
function whyNoParameter(value: Json | undefined, inText: readonly UseAt[]): string | undefined {
  if (value === undefined || value === '') return 'that is empty';
  if (inText.length === 0) return undefined;
  if (!fitsText(value)) return 'that cannot stand inside a text';
  const alone = typeof value === 'object' ? '' : String(value); // of a list nothing fits a text
  const isOther = alone !== textValueOf(inText);
  return isOther ? `that is ${printJson(value)} alone and another text within one` : undefined;
}

function typeFor(values: readonly Json[]): ParameterType {
  const types = new Set(values.map(typeOf));
  const [type = 'json'] = types;
  return types.size === 1 ? type : 'json';
}

function typeOf(value: Json): ParameterType {
  if (Array.isArray(value)) return 'list';
  const type = typeof value;
  return type === 'string' || type === 'number' || type === 'boolean' ? type : 'json';
}

function fitsText(value: Json): boolean {
  return typeof value !== 'object' && /^[A-Za-z0-9._/:@+-]*$/.test(String(value));
}

/** What a substitute is: what arrives where it stands alone, else what it adds to a text. */
function valueOf(uses: readonly UseAt[], key: 'arrived' | 'byDefault'): Json | undefined {
  const whole = uses.find(({ isWhole }) => isWhole);
  if (whole !== undefined) return whole[key] ?? undefined;
  return key === 'arrived' ? textValueOf(uses) : uses[0]?.use.fallback;
}

function textValueOf(uses: readonly UseAt[]): string | undefined {
  const [first] = uses;
  if (first === undefined) return undefined;
  const value = first.of.unit.variables?.[first.use.name] ?? '';
  return value === '' ? first.use.fallback : value;
}

function resolvedNote({ use, of, path }: UseAt, why: string): Note {
  const text = `${path.join('.')} has \${${use.name}}, a substitute ${why}; what arrives is written in its place`;
  return { reason: 'substitute resolved', of: of.id, place: placeOf(of.raw), text };
}

function defaultNote(of: string, standing: Json): Note {
  const text = `its default ${printJson(standing)} names a host or a region, so that the Sovereign says it`;
  return { reason: 'assumed', of, text };
}

function twoDefaultsNote(of: string, fallbacks: readonly string[], made: readonly Made[]): Note {
  const names = made.flatMap(({ declarations }) => declarations.map(([name]) => name));
  const text = `it has the defaults ${fallbacks.map((one) => JSON.stringify(one)).join(' and ')}`;
  return { reason: 'two defaults', of, text: `${text}; it became ${names.join(' and ')}` };
}
