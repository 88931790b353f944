import { printJson } from '@sovereign-fleet/go-text';
import { isExpression, type ModelMap, type ModelValue } from '../model/expression';
import { isMap, omitKeys } from '../model/json';
import type { ModelNamespace } from '../model/kit-model';
import type { Note } from '../model/note';
import type { Parameters, Release } from '../model/recognised';
import { type Arrived, placeOf, type SourceObject } from '../model/source';
import { toModelMap } from './to-model';
import { namespaceOf } from '@sovereign-fleet/renderer';

/** Which slot makes which Namespace of the source. */
export interface Namespaces {
  /** The Namespace that the slot of a release makes. */
  readonly madeBy: ReadonlyMap<Release, SourceObject>;
  /** Releases that ask Helm for a namespace that another slot makes. */
  readonly makersToo: ReadonlySet<Release>;
  /** Those that a row cannot say: they stand as YAML beside it. */
  readonly others: readonly SourceObject[];
}

/** Gives each Namespace to one slot: to that of its file, else to the first that installs into it. */
export function namespacesOf(objects: readonly SourceObject[], releases: readonly Release[]): Namespaces {
  const madeBy = new Map<Release, SourceObject>();
  const others: SourceObject[] = [];
  for (const of of objects.filter(({ object }) => object.kind === 'Namespace')) {
    const here = releases.filter((release) => targetOf(release) === of.object.metadata.name);
    const owner = here.find((release) => release.of.raw?.file === of.raw?.file) ?? here[0];
    if (owner === undefined || madeBy.has(owner) || !isPlain(of)) others.push(of);
    else madeBy.set(owner, of);
  }
  const made = new Set([...madeBy.keys()].map(targetOf));
  const makersToo = new Set<Release>();
  for (const release of releases.filter(isByHelm)) {
    if (madeBy.has(release)) makersToo.add(release);
    else if (made.has(targetOf(release)) && release.spec['kubeConfig'] === undefined) makersToo.add(release);
    made.add(targetOf(release));
  }
  return { madeBy, others, makersToo };
}

/** A row says the name and the labels of a Namespace. */
function isPlain({ object }: SourceObject): boolean {
  const others = omitKeys(object, ['apiVersion', 'kind', 'metadata']);
  const ofMetadata = omitKeys(object.metadata, ['name', 'labels']);
  return Object.keys(others).length === 0 && Object.keys(ofMetadata).length === 0;
}

/** Where a release is installed. */
export function targetOf({ of, spec }: Release): string {
  const target = spec['targetNamespace'];
  return typeof target === 'string' ? target : namespaceOf(of.object, 'default');
}

interface NamespaceContext {
  readonly asIs: Arrived;
  readonly nameOf: Parameters['nameOf'];
}

function isByHelm({ spec: { install } }: Release): boolean {
  return isMap(install) && install['createNamespace'] === true;
}

/** A namespace has one maker in a kit. */
export function makerNotes({ makersToo }: Namespaces): readonly Note[] {
  return [...makersToo].map((release) => ({
    reason: 'assumed',
    of: release.of.id,
    place: placeOf(release.of.raw),
    text: `another slot makes the namespace ${targetOf(release)}, so that createNamespace is left out`,
    allows: ['spec.install.createNamespace'],
  }));
}

/** The namespace of a row. */
export function modelNamespace(
  release: Release,
  { madeBy, makersToo }: Namespaces,
  { asIs, nameOf }: NamespaceContext,
): ModelNamespace {
  const name = targetOf(release);
  const namespace = madeBy.get(release);
  if (namespace === undefined) {
    return { name, from: isByHelm(release) && !makersToo.has(release) ? 'helm' : 'elsewhere' };
  }
  const labels = namespace.object.metadata.labels;
  if (!isMap(labels)) return { name, from: 'slot' };
  const arrived = asIs.of.get(namespace.object)?.metadata.labels ?? undefined;
  return { name, from: 'slot', labels: toModelMap(labels, arrived, nameOf) as Readonly<Record<string, ModelValue>> };
}

/** Labels and texts that are a name in capitals: somebody meant to fill them in. */
export function placeholderNotes(of: SourceObject, value: ModelValue | undefined, path: string): readonly Note[] {
  if (
    typeof value === 'string' &&
    /(^|_)PLACEHOLDER\b|^(CHANGE|REPLACE|FILL)[-_ ]?ME\b|^<[A-Z][\w -]*>$/i.test(value)
  ) {
    const text = `${path} is ${printJson(value)}, and is kept as it is`;
    return [{ reason: 'placeholder left as text', of: of.id, place: placeOf(of.raw), text }];
  }
  if (typeof value !== 'object' || isExpression(value)) return [];
  return Object.entries(value as ModelMap).flatMap(([key, part]) => placeholderNotes(of, part, `${path}.${key}`));
}
