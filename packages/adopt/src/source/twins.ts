import { type Issue, type Result, resultOf } from '@sovereign-fleet/domain';
import { groupBy } from '../model/group-by';
import { canonical } from '../model/json';
import type { Note } from '../model/note';
import { type Arrived, placeOf, type Source, type SourceObject } from '../model/source';
import { folderName } from './units';

interface OnceEach {
  readonly source: Source;
  readonly notes: readonly Note[];
}

/** A source that has each object once. Refuses what two Kustomizations apply in turn, each over the other. */
export function withoutTwins(source: Source, { of }: Arrived): Result<OnceEach> {
  const twins = [...groupBy(source.objects, ({ id }) => id).values()].flatMap(([first, ...others]) => {
    return first === undefined ? [] : others.map((twin) => ({ first, twin }));
  });
  const arrives = ({ object }: SourceObject) => canonical(of.get(object) ?? object);
  const issues = twins.filter(({ first, twin }) => arrives(first) !== arrives(twin)).map(issueOfTwin);
  const gone = new Set(twins.map(({ twin }) => twin));
  return resultOf(issues, () => ({
    source: { ...source, objects: source.objects.filter((one) => !gone.has(one)) },
    notes: twins.map(noteOfTwin),
  }));
}

interface Twin {
  readonly first: SourceObject;
  readonly twin: SourceObject;
}

function issueOfTwin({ first, twin }: Twin): Issue {
  const problem = `${applierOf(first)} applies another object of this name, and each undoes the other`;
  const remedy = 'Leave it to one of them';
  const file = placeOf(twin.raw) ?? applierOf(twin);
  return { file, field: twin.id, value: applierOf(twin), code: 'taken', problem, remedy };
}

function noteOfTwin({ first, twin }: Twin): Note {
  const text = `${applierOf(first)} and ${applierOf(twin)} apply the same; it is taken once`;
  return { reason: 'applied twice', of: twin.id, place: placeOf(twin.raw), text };
}

function applierOf({ unit: { namespace, name } }: SourceObject): string {
  return name === folderName ? 'the adopted folder' : `Kustomization ${namespace}/${name}`;
}
