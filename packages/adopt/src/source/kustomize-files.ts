import { kustomizationFileNames } from '@sovereign-fleet/flux';
import { type Files, pathInTree } from '@sovereign-fleet/renderer';
import { parse } from 'yaml';
import { isMap, type Json } from '../model/json';

/** Fields whose files are objects of the cluster. */
const ofObjects = new Set(['resources', 'bases', 'components', 'crds']);

/** The files that kustomizations read for something else than objects: patches, replacements, texts of generators. */
export function filesOfKustomize(files: Files): ReadonlySet<string> {
  const found = [...files].flatMap(([path, text]) => {
    const parts = path.split('/');
    const isKustomization = kustomizationFileNames.some((name) => name === parts.at(-1));
    return isKustomization ? namesIn(text).map((name) => pathInTree(parts.slice(0, -1).join('/'), name)) : [];
  });
  return new Set(found.filter((path) => path !== undefined));
}

/** Every text of a kustomization that may be the name of such a file, also behind a key: `key=file`. */
function namesIn(text: string): readonly string[] {
  const map = readMap(text);
  const fields = Object.entries(map).filter(([field]) => !ofObjects.has(field));
  return fields.flatMap(([, value]) => textsIn(value)).flatMap((name) => [name, name.slice(name.indexOf('=') + 1)]);
}

/** Nothing for a file that is not YAML: whoever builds it says so. */
function readMap(text: string): Readonly<Record<string, Json>> {
  try {
    const value: unknown = parse(text);
    return isMap(value) ? value : {};
  } catch {
    return {};
  }
}

function textsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
