type ImportsOf = (file: string) => readonly string[];

/**
 * The way from a file through what it imports back to one on the way, as `[a, b, a]`: the same one from wherever it is
 * reached. Undefined where there is none.
 */
export function importCycle(start: string, importsOf: ImportsOf): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]): readonly string[] | undefined => {
    const begin = way.indexOf(file);
    if (begin >= 0) return fromTheFirst(way.slice(begin));
    if (done.has(file)) return undefined;
    for (const next of importsOf(file)) {
      const cycle = visit(next, [...way, file]);
      if (cycle !== undefined) return cycle;
    }
    done.add(file);
    return undefined;
  };
  return visit(start, []);
}

/** Turned so that the first by name comes first, and again last. */
function fromTheFirst(circle: readonly string[]): readonly string[] {
  const [first = ''] = [...circle].sort();
  const at = circle.indexOf(first);
  return [...circle.slice(at), ...circle.slice(0, at), first];
}
