import { kustomizationFileNames } from '@sovereign-fleet/flux';
import { parseYaml, printJson, YamlError } from '@sovereign-fleet/go-text';
import { type BuildKustomization, type Files, type KubernetesObject, pathInTree } from '@sovereign-fleet/renderer';
import { asText, isMap, type Json, type JsonMap, omitKeys } from '../model/json';

/** The annotation in which kustomize says which file an object is from (kustomize: buildMetadata). */
const origin = 'config.kubernetes.io/origin';
const asked = 'originAnnotations';

/** Builds the same objects, and records the file of each. One that kustomize generated is in none. */
export function recordOrigins(build: BuildKustomization, origins: Map<KubernetesObject, string>): BuildKustomization {
  return async (files, folder) => {
    const path = kustomizationFileNames.map((name) => pathInTree(folder, name)).find((one) => files.has(one ?? ''));
    const file = readFile(files, path);
    if (path === undefined || file === undefined) return build(files, folder);
    const said = Array.isArray(file['buildMetadata']) ? (file['buildMetadata'] as readonly Json[]) : [];
    const isOwn = said.includes(asked);
    const text = printJson({ ...file, buildMetadata: isOwn ? said : [...said, asked] });
    const outcome = await build(new Map([...files, [path, text]]), folder);
    if (!outcome.ok) return outcome;
    const objects = outcome.value.map((built) => {
      const object = isOwn ? built : withoutOrigin(built);
      const from = pathOf(built);
      const at = from === undefined ? undefined : pathInTree(folder, from);
      if (at !== undefined) origins.set(object, at);
      return object;
    });
    return { ok: true, value: objects };
  };
}

/** As kustomize reads it; undefined for a file that it would refuse, and says so. */
function readFile(files: Files, path: string | undefined): JsonMap | undefined {
  const file = readYaml(files.get(path ?? '') ?? '');
  return isMap(file) ? file : undefined;
}

function readYaml(text: string): unknown {
  try {
    return parseYaml(text, 'v2');
  } catch (error) {
    if (error instanceof YamlError) return undefined;
    throw error;
  }
}

function pathOf({ metadata: { annotations } }: KubernetesObject): string | undefined {
  const said = readYaml(asText(annotations?.[origin]));
  return isMap(said) && typeof said['path'] === 'string' ? said['path'] : undefined;
}

function withoutOrigin(object: KubernetesObject): KubernetesObject {
  const { annotations, ...metadata } = object.metadata;
  if (annotations?.[origin] === undefined) return object;
  const others = omitKeys(annotations, [origin]);
  return { ...object, metadata: Object.keys(others).length === 0 ? metadata : { ...metadata, annotations: others } };
}
