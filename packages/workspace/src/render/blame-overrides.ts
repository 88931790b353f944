import {
  type BootstrapKit,
  fieldIn,
  fieldOf,
  type Fleet,
  type LayerSource,
  layersOf,
  ownSlotsOf,
  placeOfVersion,
  placesOfValue,
  type Slot,
  slotOfRelease,
  type Sovereign,
  type ValuePlace,
} from '@sovereign-fleet/domain';
import type { Rendered, RenderProblem } from '@sovereign-fleet/renderer';
import { locateOrigin } from '../explain/locate-origin';

export interface RecordOfRender {
  /** The workspace, where the line of a value is looked up. */
  readonly root: string;
  readonly sovereign: Sovereign;
  readonly fleet: Fleet;
  readonly kit: BootstrapKit;
}

/**
 * The render, with values that a chart refuses named where a person says them: at the override of the innermost
 * layer, or at the parameter that feeds them. A version that its source lacks, and a digest of another version, are
 * named at the layer that says them. The tree has all of these as a patch or a substitute, which nobody edits.
 */
export function blameOverrides(rendered: Rendered, record: RecordOfRender): Rendered {
  const { sovereign, fleet, kit } = record;
  return {
    ...rendered,
    regions: rendered.regions.map((one) => {
      const region = sovereign.regions.find(({ key }) => key === one.region);
      if (region === undefined) return one;
      const layers = layersOf(region, { sovereign, fleet, kit: kit.name });
      return { ...one, problems: one.problems.map((problem) => blameProblem(problem, { ...record, layers })) };
    }),
  };
}

interface Known extends RecordOfRender {
  readonly layers: readonly LayerSource[];
}

function blameProblem(problem: RenderProblem, known: Known): RenderProblem {
  const [, namespace = '', name = ''] = /^HelmRelease ([^/]+)\/(.+)$/.exec(problem.object) ?? [];
  const slot = slotOfRelease(known.kit, { namespace, name });
  if (slot === undefined) return problem;
  if (problem.kind === 'missing-version' || problem.kind === 'other-version') return blameVersion(problem, slot, known);
  return problem.kind === 'failed' && problem.field === 'spec' ? blameValues(problem, slot, known) : problem;
}

function blameVersion(problem: RenderProblem, slot: Slot, known: Known): RenderProblem {
  const place = placeOfVersion(slot, known);
  const isOwn = place.file === undefined && ownSlotsOf(known.kit).includes(slot);
  const { file, at } = locate(isOwn ? { ...place, layer: 'own', file: known.sovereign.source } : place, known);
  return { ...problem, field: place.field, file, remedy: `${problem.remedy}; it is said in ${at}` };
}

function blameValues(problem: RenderProblem, slot: Slot, known: Known): RenderProblem {
  const charts = new Set([slot.values, ...known.layers.map(({ said }) => said.overrides[slot.name])].flatMap(keysOf));
  const places = [...refusedPaths(problem.problem), ...dottedPaths(problem.problem)]
    .flatMap((path) => [path, ...[...charts].map((chart) => [chart, ...path])])
    .flatMap((path) => placesOfValue(slot, path, known));
  if (places.length === 0) return namePlaces(problem, slot, known);
  const blamed = [...new Map(places.map((place) => [place.field, place])).values()];
  const located = blamed.map((place) => locate(place, known));
  const fields = blamed.map(({ field }) => field).sort(); // Helm names them in any order
  const files = [...new Set(located.map(({ at }) => at))].sort().join(' and ');
  const remedy = `Mend ${fields.length > 1 ? 'them' : 'it'} in ${files}`;
  const [{ file } = { file: '' }] = located;
  return { ...problem, field: fields.join(', '), file, remedy };
}

function keysOf(values: object | undefined): readonly string[] {
  return Object.keys(values ?? {});
}

/** Nobody is found who says the value; the overrides of the slot may still be why. */
function namePlaces(problem: RenderProblem, { name }: Slot, { layers }: Known): RenderProblem {
  const saying = layers.filter(({ said }) => said.overrides[name] !== undefined);
  if (saying.length === 0) return problem;
  const fieldAt = (source: LayerSource) => fieldIn(source, fieldOf(['overrides', name]));
  const places = saying.map((source) => `${source.file} has ${fieldAt(source)}`).join(', ');
  return { ...problem, remedy: `${problem.remedy}; of the values, ${places}` };
}

/** A row of the record's own is beside the record. */
type PlaceToRead = Omit<ValuePlace, 'layer'> & { readonly layer: ValuePlace['layer'] | 'own' };

/** The file of a place, and with its line where the value is a literal there. */
function locate(place: PlaceToRead, { root, kit }: Known): { readonly file: string; readonly at: string } {
  const { file, line } = locateOrigin(root, place, kit);
  return { file, at: line === undefined ? file : `${file}:${line}` };
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
