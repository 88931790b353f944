import type { SchemaChecks } from '../contract/server-tables';
import { isInteger } from './violation';

/** Compiles a pattern as Go's regexp reads it. Throws where Go cannot read it. */
type CompilePattern = (pattern: string) => { readonly matcher: (text: string) => { readonly find: () => boolean } };

/** CEL, as far as it is asked. */
interface Environment {
  readonly registerFunction: (signature: string, work: (text: string, pattern: string) => boolean) => Environment;
  readonly evaluate: (rule: string, context: Readonly<Record<string, unknown>>) => unknown;
}

/** The most steps that a rule of somebody's schema may take: the API server has a budget too. */
const mostSteps = 1_000_000;

/** The most that patterns may take in all: the characters of each text, times those of its pattern. */
const mostWork = 50_000_000;

/** What is shorter counts only in rules, which may ask many times. */
const longText = 200;

/**
 * The checks for schemas that are anybody's. A pattern takes time that grows with the text alone. A pattern that Go
 * cannot read, and a rule that cannot be worked out here or takes too long, hold nobody.
 */
export function schemaChecks(compile: CompilePattern, cel: Environment): SchemaChecks {
  const patterns = new Map<string, ReturnType<CompilePattern> | undefined>();
  const matches: SchemaChecks['matches'] = (text, pattern) => {
    if (!patterns.has(pattern))
      patterns.set(
        pattern,
        orNothing(() => compile(pattern)),
      );
    return patterns.get(pattern)?.matcher(text).find() ?? true;
  };
  let left = mostWork;
  const matchesWithin: SchemaChecks['matches'] = (text, pattern) => {
    left -= text.length * pattern.length;
    return left < 0 || matches(text, pattern);
  };
  // CEL's own `matches` is JavaScript's here, whose time can grow without bound with a hostile pattern.
  const environment = cel.registerFunction('string.matchesAsGo(string): bool', matchesWithin);
  const breaks: SchemaChecks['breaks'] = (rule, value, before) => {
    if (mayTakeLong(rule, before === undefined ? value : [value, before])) return false;
    const own = rule.replace(callOf('matches'), 'matchesAsGo');
    const given = { self: asCel(value), ...(before === undefined ? {} : { oldSelf: asCel(before) }) };
    return orNothing(() => environment.evaluate(own, given)) === false;
  };
  return { matches: (text, pattern) => (text.length > longText ? matchesWithin : matches)(text, pattern), breaks };
}

/** A call of a function; CEL takes blanks and comments before the bracket. */
function callOf(names: string): RegExp {
  return new RegExp(`\\b(?:${names})\\b(?=\\s*(?://[^\\n]*\\n\\s*)*\\()`, 'g');
}

/** What does work for each item of a list, or makes something that stands twice in the work. */
const loop = callOf('all|exists|exists_one|existsOne|filter|map|bind');

/** Lists are those of the value, of the rule itself, and those that it makes of a text. */
function mayTakeLong(rule: string, value: unknown): boolean {
  const loops = rule.match(loop)?.length ?? 0;
  const ofTexts = /\b(split|json)\b/.test(rule);
  const own = ofTexts ? rule.length : rule.split(',').length;
  return loops > 0 && (countOf(value, ofTexts) + own) ** loops > mostSteps;
}

function orNothing<Made>(make: () => Made): Made | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

/** How many values are in a value, and in its texts, where they may become lists. */
function countOf(value: unknown, ofTexts: boolean): number {
  if (typeof value === 'string' && ofTexts) return 1 + value.length;
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, inner) => sum + countOf(inner, ofTexts), 1);
}

/** What was made for CEL: many rules may ask about one value, and rules of what is in it about its parts. */
const celValues = new WeakMap<object, unknown>();

/** CEL's whole numbers are bigints. */
function asCel(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'number' && isInteger(value) ? BigInt(value) : value;
  }
  const made = celValues.get(value) ?? (Array.isArray(value) ? value.map(asCel) : celMap(value));
  celValues.set(value, made);
  return made;
}

function celMap(value: object): unknown {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asCel(inner)]));
}
