// For tests: the changes that a person could make by mistake in a kit or in a spec, one at a time.

type Path = readonly (string | number)[];

export interface Mutation {
  /** What is changed: `slots.3.chart.version: "1.4.0" → "1.4.1"`. */
  readonly what: string;
  /** The same value with this one change. */
  readonly apply: (value: unknown) => unknown;
}

/** Texts that people alone read, and who delivers a Secret, which no cluster shows. */
const silent = new Set(['description', 'why', 'from', 'keys']);

/** Every scalar below a path changed, and every key taken out. What reads a parameter reads another of `parameters`. */
export function mutationsOf(value: unknown, parameters: readonly string[], path: Path): readonly Mutation[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => mutationsOf(item, parameters, [...path, index]));
  if (typeof value !== 'object' || value === null) return [changeOf(value, path, parameters)];
  const isExpression = Object.getOwnPropertySymbols(value).length > 0;
  return Object.entries(value).flatMap(([key, item]: [string, unknown]) => {
    const own = [...path, key];
    const isSilent = silent.has(key) && !(key === 'from' && path.at(-1) === 'namespace');
    if (item === undefined || isSilent) return [];
    const isKept = isExpression || key === 'layers';
    return [...(isKept ? [] : [removalOf(own)]), ...mutationsOf(item, parameters, own)];
  });
}

function changeOf(old: unknown, path: Path, parameters: readonly string[]): Mutation {
  const isName = path.at(-2) === 'names' && typeof old === 'string';
  const next = isName ? (parameters.find((name) => name !== old) ?? '') : other(old);
  const what = `${path.join('.')}: ${JSON.stringify(old)} → ${JSON.stringify(next)}`;
  return { what, apply: (value) => changeAt(value, path, () => next) };
}

function removalOf(path: Path): Mutation {
  const key = path.at(-1) ?? '';
  return {
    what: `${path.slice(0, -1).join('.')}: without ${key}`,
    apply: (value) => changeAt(value, path.slice(0, -1), (map) => omitKey(map as object, String(key))),
  };
}

function omitKey(map: object, key: string): object {
  return Object.fromEntries(Object.entries(map).filter(([name]) => name !== key));
}

/** A copy that is other at one place; its expressions stay what they are. Nothing is other where that place is gone. */
function changeAt(value: unknown, [key, ...rest]: Path, change: (old: unknown) => unknown): unknown {
  if (key === undefined) return change(value);
  if (value === undefined) return value;
  const old = (value as Readonly<Record<string | number, unknown>>)[key]; // the path leads through lists and maps
  const next = changeAt(old, rest, change);
  if (Array.isArray(value)) return value.map((item: unknown, index) => (index === key ? next : item));
  return { ...(value as object), [key]: next };
}

/** Another value of the same type; of a version the next one. */
function other(value: unknown): unknown {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  const text = String(value);
  const next = text.replace(/[0-9]$/, (digit) => String((Number(digit) + 1) % 10));
  return next === text ? `${text}x` : next;
}
