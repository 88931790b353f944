import {
  type BootstrapKit,
  fieldIn,
  fieldOf,
  type Fleet,
  type LayerSource,
  layersOf,
  overriderOf,
  type Sovereign,
} from '@sovereign-fleet/domain';
import type { Rendered, RenderProblem } from '@sovereign-fleet/renderer';

export interface RecordOfRender {
  readonly sovereign: Sovereign;
  readonly fleet: Fleet;
  readonly kit: BootstrapKit;
}

/**
 * The render, with problems of values that a chart refuses named at the override of the innermost layer that
 * says them: in the spec or in the fleet's. The tree has overrides as a patch, which nobody edits.
 */
export function blameOverrides(rendered: Rendered, { sovereign, fleet, kit }: RecordOfRender): Rendered {
  return {
    ...rendered,
    regions: rendered.regions.map((one) => {
      const region = sovereign.regions.find(({ key }) => key === one.region);
      if (region === undefined) return one;
      const layers = layersOf(region, { sovereign, fleet, kit: kit.name });
      return { ...one, problems: one.problems.map((problem) => blameOverride(problem, layers)) };
    }),
  };
}

function blameOverride(problem: RenderProblem, layers: readonly LayerSource[]): RenderProblem {
  const slot = /^HelmRelease [^/]+\/(.+)$/.exec(problem.object)?.[1] ?? '';
  const saying = layers.filter(({ said }) => said.overrides[slot] !== undefined);
  if (saying.length === 0 || problem.kind !== 'failed' || problem.field !== 'spec') return problem;
  const charts = saying.flatMap(({ said }) => Object.keys(said.overrides[slot] ?? {}));
  const blamed = [...refusedPaths(problem.problem), ...dottedPaths(problem.problem)]
    .flatMap((path) => [path, ...charts.map((chart) => [chart, ...path])])
    .flatMap((path) => {
      const source = path.length === 0 ? undefined : overriderOf(saying, slot, path);
      return source === undefined ? [] : [{ file: source.file, field: fieldAt(source, [slot, ...path]) }];
    });
  const [first] = blamed;
  if (first === undefined) {
    const places = saying.map((source) => `${source.file} has ${fieldAt(source, [slot])}`).join(', ');
    return { ...problem, remedy: `${problem.remedy}; of the values, ${places}` };
  }
  const fields = [...new Set(blamed.map(({ field }) => field))].sort(); // Helm names them in any order
  const files = [...new Set(blamed.map(({ file }) => file))].sort().join(' and ');
  const remedy = `Mend ${fields.length > 1 ? 'them' : 'it'} in ${files}`;
  return { ...problem, field: fields.join(', '), file: first.file, remedy };
}

function fieldAt(source: LayerSource, path: readonly string[]): string {
  return fieldIn(source, fieldOf(['overrides', ...path]));
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
