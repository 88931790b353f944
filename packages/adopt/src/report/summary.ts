import { countText } from '@sovereign-fleet/domain';
import { groupBy } from '../model/group-by';
import type { Note } from '../model/note';
import type { Proof } from '../model/proof';
import type { Recognised } from '../model/recognised';
import type { Source } from '../model/source';
import { isRead } from '../source/is-read';
import { isOfFlux } from '../source/read-source';

export interface SummaryParts {
  readonly source: Source;
  readonly recognised: Recognised;
  readonly notes: readonly Note[];
  readonly proof: Proof;
}

/** The counts of an import. */
interface Counts {
  /** YAML files in the folders that the cluster is pointed at. */
  readonly files: number;
  readonly objects: number;
  /** Objects of the source that arrive as they were, but for what our contract adds. */
  readonly equal: number;
  /** Sources in whose place each slot has an artifact of its own. */
  readonly replaced: number;
  readonly leftOut: number;
}

function countsOf({ source, notes, proof }: Omit<SummaryParts, 'recognised'>): Counts {
  const yamls = [...source.tree.files.keys()].filter((path) => /\.ya?ml$/.test(path) && isRead(path, source));
  const objects = source.objects.filter(({ object }) => !isOfFlux(object));
  const [first] = proof.comparisons;
  const left = new Set(notes.filter(({ leavesOut = false }) => leavesOut).map(({ of }) => of));
  const compared = new Set(first?.objects.map(({ sourceId }) => sourceId));
  const replaced = objects.filter(({ id, object }) => {
    return ['HelmRepository', 'OCIRepository'].includes(object.kind) && !compared.has(id) && !left.has(id);
  });
  const equal =
    first?.objects.filter(({ sourceId, differences }) => sourceId !== undefined && differences.length === 0) ?? [];
  const leftOut = objects.filter(({ id }) => left.has(id)).length;
  return { files: yamls.length, objects: objects.length, equal: equal.length, replaced: replaced.length, leftOut };
}

/** What an import found, in lines: counts, changes on purpose, additions field by field, and every Note. */
export function summaryLines(parts: SummaryParts): readonly string[] {
  const { recognised, notes, proof } = parts;
  const { files, objects, equal, replaced, leftOut } = countsOf(parts);
  const { slots, parameters, features } = recognised.kit;
  const own = Object.values(parameters).filter((one) => !('fact' in one)).length;
  const kinds = [
    countText(slots.length, 'slot'),
    countText(own, 'parameter'),
    countText(Object.keys(features).length, 'feature'),
  ];
  const counted = [`${equal} equal`, `${replaced} replaced`, `${leftOut} left out`];
  return [
    `${countText(files, 'file')} read, ${countText(objects, 'object')}: ${counted.join(', ')}; ${notes.length} listed.`,
    `The kit "${recognised.kit.name}" has ${kinds.join(', ')}.`,
    ...changeLines(proof, replaced),
    ...additionLines(proof),
    ...offLines(proof),
    ...noteLines(notes),
    ...extraLines(recognised),
  ];
}

function changeLines({ comparisons: [first] }: Proof, replaced: number): readonly string[] {
  const changes = groupBy(first?.objects.flatMap((one) => one.changes) ?? [], (change) => change);
  const lines = [...changes].map(([change, all]) => `  ${all.length} × ${change}`);
  const gone = replaced === 0 ? [] : [`  ${replaced} × source: gone, since each chart is an artifact of its own`];
  return lines.length + gone.length === 0 ? [] : ['Changed on purpose:', ...lines, ...gone];
}

function additionLines({ comparisons: [first] }: Proof): readonly string[] {
  const added = first?.objects.flatMap(({ id, additions }) =>
    additions.map((path) => `${id.split(' ')[0] ?? ''}: ${path}`),
  );
  const lines = [...groupBy(added ?? [], (path) => path)].map(([path, all]) => `  ${all.length} × ${path}`);
  return lines.length === 0 ? [] : ['Added by our contract:', ...lines.sort()];
}

function offLines({ comparisons }: Proof): readonly string[] {
  const off = new Map(
    comparisons.flatMap(({ region, off: slots }) => slots.map((slot) => [`${slot} ${region}`, { slot, region }])),
  );
  return [...off.values()].map(({ slot, region }) => `Off in ${region} by its role: ${slot}.`);
}

function noteLines(notes: readonly Note[]): readonly string[] {
  return [...groupBy(notes, ({ reason }) => reason)].flatMap(([reason, all]) => [
    `${reason} (${all.length}):`,
    ...all.map(({ of, place, text }) => `  ${place === undefined ? '' : `${place}: `}${of}: ${text}.`),
  ]);
}

function extraLines({ extras, kit }: Recognised): readonly string[] {
  const others = kit.slots.filter(({ helm }) => helm !== undefined).length;
  return [`${extras.length} objects stand as YAML beside a row, ${others} rows say a field by \`helm\`.`];
}
