import { isMap } from './violation';

/** Works out a rule for a value; undefined where the value does not have what the rule reads. */
export type Reading = (self: unknown) => unknown;

const token = /\s*(\|\||&&|==|!=|[!().]|has\b|self\b|'[^'\\]*'|[A-Za-z_]\w*)/y;

/**
 * A rule in the part of CEL that nearly all schemas keep to: `has()`, fields of `self`, texts, `==`, `!=`, `!`, `&&`,
 * `||`. Undefined where the rule is of more than that: then it takes all of CEL, which costs a process 40 ms to load.
 */
export function simpleRule(rule: string): Reading | undefined {
  const tokens = tokensOf(rule);
  if (tokens === undefined) return undefined;
  const reader = { tokens, at: 0 };
  try {
    const reading = readOr(reader);
    return reader.at === tokens.length ? reading : undefined;
  } catch {
    return undefined;
  }
}

interface Reader {
  readonly tokens: readonly string[];
  at: number;
}

function tokensOf(rule: string): readonly string[] | undefined {
  const tokens: string[] = [];
  token.lastIndex = 0;
  const text = rule.trim();
  while (token.lastIndex < text.length) {
    const found = token.exec(text)?.[1];
    if (found === undefined) return undefined;
    tokens.push(found);
  }
  return tokens;
}

function take(reader: Reader, wanted: string): boolean {
  const isNext = reader.tokens[reader.at] === wanted;
  if (isNext) reader.at += 1;
  return isNext;
}

function need(reader: Reader, wanted: string): void {
  if (!take(reader, wanted)) throw new Error(`no ${wanted}`);
}

// CEL's `||` and `&&` may go on past a side that has no value, so a side without one decides nothing.
function readOr(reader: Reader): Reading {
  const sides = [readAnd(reader)];
  while (take(reader, '||')) sides.push(readAnd(reader));
  return sides.length === 1 && sides[0] !== undefined ? sides[0] : (self) => decide(sides, self, true);
}

function readAnd(reader: Reader): Reading {
  const sides = [readEqual(reader)];
  while (take(reader, '&&')) sides.push(readEqual(reader));
  return sides.length === 1 && sides[0] !== undefined ? sides[0] : (self) => decide(sides, self, false);
}

function decide(sides: readonly Reading[], self: unknown, decisive: boolean): boolean | undefined {
  const values = sides.map((side) => side(self));
  if (values.includes(decisive)) return decisive;
  return values.includes(undefined) ? undefined : !decisive;
}

function readEqual(reader: Reader): Reading {
  const left = readOne(reader);
  const isEqual = take(reader, '==');
  if (!isEqual && !take(reader, '!=')) return left;
  const right = readOne(reader);
  return (self) => {
    const [a, b] = [left(self), right(self)];
    return a === undefined || b === undefined ? undefined : (a === b) === isEqual;
  };
}

function readOne(reader: Reader): Reading {
  if (take(reader, '!')) {
    const inner = readOne(reader);
    return (self) => negate(inner(self));
  }
  if (take(reader, '(')) {
    const inner = readOr(reader);
    need(reader, ')');
    return inner;
  }
  if (take(reader, 'has')) {
    need(reader, '(');
    const path = readPath(reader);
    need(reader, ')');
    return (self) => hasField(self, path);
  }
  const next = reader.tokens[reader.at] ?? '';
  if (next.startsWith("'")) {
    reader.at += 1;
    return () => next.slice(1, -1);
  }
  if (next !== 'self') throw new Error(`${next} is more than we read`);
  const path = readPath(reader);
  return (self) => valueAt(self, path);
}

function negate(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? !value : undefined;
}

/** The fields after `self`. One that a parenthesis follows is a call, which is more than we read. */
function readPath(reader: Reader): readonly string[] {
  need(reader, 'self');
  const path: string[] = [];
  while (take(reader, '.')) {
    path.push(reader.tokens[reader.at] ?? '');
    reader.at += 1;
  }
  return path;
}

function valueAt(self: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => (isMap(at) && Object.hasOwn(at, key) ? at[key] : undefined), self);
}

function hasField(self: unknown, path: readonly string[]): boolean | undefined {
  if (path.length > 1 && valueAt(self, path.slice(0, -1)) === undefined) return undefined;
  return (valueAt(self, path) ?? undefined) !== undefined;
}
