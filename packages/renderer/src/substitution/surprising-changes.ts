import { slotLabel } from '@sovereign-fleet/domain';
import { type JsonValue, printJson } from '@sovereign-fleet/go-text';
import type { KubernetesObject, RenderProblem } from '../contract/rendered';
import { idOfObject } from '../objects/object-id';
import { typeWord } from '../objects/type-word';
import type { PostBuild } from './post-build';
import { type TypeChange, typeChanges } from './type-changes';

/** The values that substitution changed to another type, where that is not meant. */
export function surprisingChanges(
  before: KubernetesObject,
  after: KubernetesObject,
  { variables, secretNames }: PostBuild,
): readonly RenderProblem[] {
  const changes = typeChanges(before, after).filter((change) => isSurprising(change, before, variables));
  const shownAs = (from: string, to: JsonValue) =>
    usesVariable(secretNames, from) ? `a ${typeWord(to)}` : printJson(to);
  return changes.map(({ path, from, to }) => ({
    kind: 'changed-type',
    object: idOfObject(after),
    field: path,
    problem: `"${from}" arrives as ${shownAs(from, to)}, which is not text`,
    remedy: 'Where text is meant, put other text around it or set a value that YAML 1.1 reads as text',
  }));
}

/** Whether a text takes a value from a Secret. A short number would not be hidden later, so it is not quoted. */
function usesVariable(names: ReadonlySet<string>, text: string): boolean {
  return [...names].some((name) => text.includes(`\${${name}`));
}

/** A switch is meant to arrive as true or false. Labels and annotations may only hold text. */
function isSurprising(change: TypeChange, object: KubernetesObject, variables: PostBuild['variables']): boolean {
  if (change.path.startsWith('metadata.')) return true;
  return typeof change.to !== 'boolean' && !isParameter(change, object, variables);
}

/**
 * Whether the values of a slot read a parameter there, whose type its kit declares: it is alone, and the variable has
 * the value as JSON. A kit has the texts among them in quotes.
 */
function isParameter(
  { path, from, to }: TypeChange,
  { metadata }: KubernetesObject,
  variables: PostBuild['variables'],
) {
  const isValueOfSlot = path.startsWith('spec.values') && metadata.labels?.[slotLabel] !== undefined;
  const name = /^\$\{(\w+)\}$/.exec(from)?.[1];
  return isValueOfSlot && name !== undefined && variables[name] === printJson(to);
}
