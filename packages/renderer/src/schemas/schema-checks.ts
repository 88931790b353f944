import type { SchemaChecks } from '../contract/server-tables';
import { isInteger, isMap } from './violation';

/** Compiles a pattern as Go's regexp reads it. Throws where Go cannot read it. */
type CompilePattern = (pattern: string) => { readonly matcher: (text: string) => { readonly find: () => boolean } };

/** CEL, as far as it is asked. */
interface Environment {
  readonly registerFunction: (signature: string, work: (text: string, pattern: string) => boolean) => Environment;
  readonly evaluate: (rule: string, context: Readonly<Record<string, unknown>>) => unknown;
}

/** The most steps that a rule of somebody's schema may take: the API server has a budget too. */
const mostSteps = 1_000_000;

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
  // CEL's own `matches` is JavaScript's here, whose time can grow without bound with a hostile pattern.
  const environment = cel.registerFunction('string.matchesAsGo(string): bool', matches);
  const breaks: SchemaChecks['breaks'] = (rule, value) => {
    const loops = rule.match(/\.(all|exists|exists_one|filter|map)\s*\(/g)?.length ?? 0;
    if (loops > 0 && countOf(value) ** loops > mostSteps) return false;
    const own = rule.replaceAll('.matches(', '.matchesAsGo(');
    return orNothing(() => environment.evaluate(own, { self: asCel(value) })) === false;
  };
  return { matches, breaks };
}

function orNothing<Made>(make: () => Made): Made | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

/** How many values are in a value. */
function countOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, inner) => sum + countOf(inner), 1);
}

/** CEL's whole numbers are bigints. */
function asCel(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asCel);
  if (isMap(value)) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asCel(inner)]));
  return typeof value === 'number' && isInteger(value) ? BigInt(value) : value;
}
