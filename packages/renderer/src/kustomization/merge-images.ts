import { isFluxFrom, type KustomizationSpec } from '@sovereign-fleet/flux';
import { isObject, type JsonValue } from '@sovereign-fleet/go-text';

type Image = KustomizationSpec['images'][number];

/**
 * The `images` of a kustomization.yaml with those of `spec.images`. An entry keeps its place. Since Flux 2.9.3 an entry
 * is merged: `newName` by itself, `newTag` and `digest` as one, since both choose the version. Before it is replaced
 * (fluxcd/pkg: kustomize/kustomize_generator.go).
 */
export function mergeImages(
  images: readonly JsonValue[],
  added: readonly Image[],
  fluxVersion: string | undefined,
): readonly JsonValue[] {
  const merged = [...images];
  const change = isFluxFrom('2.9.3', fluxVersion)
    ? mergeImage
    : (_: JsonValue | undefined, image: Image) => fieldsOf(image);
  for (const image of added) {
    const at = merged.findIndex((one) => isObject(one) && one['name'] === image.name);
    merged.splice(at < 0 ? merged.length : at, 1, change(merged[at], image));
  }
  return merged;
}

function mergeImage(before: JsonValue | undefined, image: Image): JsonValue {
  const fields = isObject(before) ? before : {};
  const { name, newName, newTag, digest } = fieldsOf(image);
  const kept = { ...fields, name: name ?? '', ...(newName === undefined ? {} : { newName }) };
  if (newTag === undefined && digest === undefined) return kept;
  return { ...kept, newTag: newTag ?? '', digest: digest ?? '' };
}

/** An empty text counts as left out. */
function fieldsOf(image: Image): Readonly<Record<string, string>> {
  const fields = ['name', 'newName', 'newTag', 'digest'].map((field) => [field, image[field]] as const);
  return Object.fromEntries(
    fields.filter((entry): entry is readonly [string, string] => typeof entry[1] === 'string' && entry[1] !== ''),
  );
}
