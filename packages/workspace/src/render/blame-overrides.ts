import { fieldOf, hasValueAt, type Region, type Sovereign } from '@sovereign-fleet/domain';
import type { Rendered, RenderProblem } from '@sovereign-fleet/renderer';

/**
 * The render, with problems of values that a chart refuses named at the overrides in the spec. The tree has overrides
 * as a patch, which nobody edits.
 */
export function blameOverrides(rendered: Rendered, { source, regions }: Sovereign): Rendered {
  return {
    ...rendered,
    regions: rendered.regions.map((one) => {
      const region = regions.find(({ key }) => key === one.region);
      if (region === undefined) return one;
      return { ...one, problems: one.problems.map((problem) => blameOverride(problem, { region, source })) };
    }),
  };
}

interface Written {
  readonly region: Region;
  /** The file of the spec. */
  readonly source: string;
}

function blameOverride(problem: RenderProblem, { region, source }: Written): RenderProblem {
  const slot = /^HelmRelease [^/]+\/(.+)$/.exec(problem.object)?.[1];
  const values = slot === undefined ? undefined : region.overrides[slot];
  if (slot === undefined || values === undefined || problem.kind !== 'failed' || problem.field !== 'spec')
    return problem;
  const fieldAt = (path: readonly string[]) => `${region.field}.${fieldOf(['overrides', slot, ...path])}`;
  const paths = [...refusedPaths(problem.problem), ...dottedPaths(problem.problem)]
    .flatMap((path) => [path, ...Object.keys(values).map((chart) => [chart, ...path])])
    .filter((path) => path.length > 0 && hasValueAt(values, path));
  if (paths.length === 0) {
    return { ...problem, remedy: `${problem.remedy}; of the values, ${source} has ${fieldAt([])}` };
  }
  const field = [...new Set(paths.map(fieldAt))].sort().join(', '); // Helm names them in any order
  return { ...problem, field, file: source, remedy: `Mend ${paths.length > 1 ? 'them' : 'it'} in ${source}` };
}

/**
 * The values that Helm names if they do not fit the schema of the chart: `at '/a/b': got string, want number`,
 * and `at '/a': additional properties 'b', 'c' not allowed`. Of a subchart the way begins in its own values.
 */
function refusedPaths(words: string): readonly (readonly string[])[] {
  const found = [...words.matchAll(/at '([^']*)': (additional properties? ((?:'[^']*'(?:, )?)+) not allowed)?/g)];
  return found.flatMap(([, pointer = '', , names]) => {
    const path = pointer.split('/').slice(1).map(unescapePointer);
    return names === undefined ? [path] : [...names.matchAll(/'([^']*)'/g)].map(([, name = '']) => [...path, name]);
  });
}

/** The values that a template of a chart names where it fails: `vcluster.sync.enabled`, also behind `.Values`. */
function dottedPaths(words: string): readonly (readonly string[])[] {
  const found = words.match(/[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)+/g) ?? [];
  return found.map((text) => text.replace(/^Values\./, '').split('.'));
}

/** RFC 6901, section 4. */
function unescapePointer(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}
