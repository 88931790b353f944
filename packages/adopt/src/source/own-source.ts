import { isKustomization } from '@sovereign-fleet/flux';
import { type KubernetesObject, namespaceOf } from '@sovereign-fleet/renderer';
import { asText, isMap, type JsonMap } from '../model/json';
import { idOf, idOfObject } from '../model/source';

/** The source that `flux bootstrap` makes. */
const usual = 'GitRepository flux-system/flux-system';

/**
 * Says of a Kustomization whether its source has the adopted tree: it is the one that `flux bootstrap` makes, where
 * somebody names it, else that of the Kustomization which applies the adopted folder, else that of the first.
 */
export function sourceOfTree(built: readonly KubernetesObject[], isOfFolder: (object: KubernetesObject) => boolean) {
  const all = built.filter(isKustomization);
  const first = all.find((object) => sourceId(object) === usual) ?? all.find(isOfFolder) ?? all[0];
  const own = first === undefined ? usual : sourceId(first);
  const urlOf = (id: string) => {
    const source = built.find((object) => idOfObject(object) === id);
    return source === undefined ? '' : asText(specOf(source)['url']);
  };
  return (object: KubernetesObject): boolean => {
    const id = sourceId(object);
    return id === own || (urlOf(id) !== '' && urlOf(id) === urlOf(own));
  };
}

/** The source that a Kustomization names. */
export function sourceId(object: KubernetesObject): string {
  const { sourceRef } = specOf(object);
  const { kind, name, namespace } = isMap(sourceRef) ? sourceRef : {};
  return idOf(asText(kind), asText(namespace) || namespaceOf(object, 'default'), asText(name));
}

function specOf(object: KubernetesObject): JsonMap {
  return isMap(object['spec']) ? object['spec'] : {};
}
