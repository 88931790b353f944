import { readDocuments } from './documents';
import { isList } from './map-json';
import type { Files } from './ports';
import type { Json, JsonMap } from './rendered';
import { hasManifest, secretTexts, textsIn } from './secret-texts';

/**
 * What the Secrets in the files of a tree hold, whether they are applied or not: a tool that fails may quote them. With
 * the literals of kustomize's secretGenerator, which are not Secrets yet.
 */
export function treeSecrets(files: Files): readonly string[] {
  const texts = [...files.values()].filter((text) => hasManifest(text) || /secretGenerator/i.test(text));
  return texts.flatMap((text) => {
    const documents = readDocuments(text);
    return documents.ok ? documents.value.flatMap((one) => [...secretTexts(one), ...literalsIn(one)]) : [];
  });
}

function literalsIn(document: Json): readonly string[] {
  if (typeof document !== 'object' || document === null || isList(document)) return [];
  const generators = Object.entries(document).filter(([key]) => /^secretGenerator$/i.test(key));
  return generators.flatMap(([, list]) => itemsOf(list)).flatMap(ofGenerator);
}

/** A literal is `key=value`, in quotes or not (kustomize: api/kv). */
function ofGenerator(generator: Json): readonly string[] {
  if (typeof generator !== 'object' || generator === null) return [];
  const literals = itemsOf((generator as JsonMap)['literals']);
  return literals.flatMap((one) => (typeof one === 'string' ? textsIn(one.replace(/^[^=]*=/, '')) : []));
}

function itemsOf(value: Json | undefined): readonly Json[] {
  return isList(value) ? value : [];
}
