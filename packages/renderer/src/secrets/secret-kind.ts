import type { JsonMap } from '@sovereign-fleet/domain';

/** Whether it is a Secret of Kubernetes by its group: also of a version that there is not, such as `v2`. */
export function isSecret({ apiVersion, kind }: JsonMap): boolean {
  return kind === 'Secret' && typeof apiVersion === 'string' && !apiVersion.includes('/');
}

/**
 * Whether somebody means a Secret of Kubernetes, so that its values are secret whether the API server takes it or not:
 * also with `core/v1` or without an apiVersion, where it has the fields that only a Secret of Kubernetes has.
 */
export function isSecretLike(map: JsonMap): boolean {
  if (isSecret(map)) return true;
  return map['kind'] === 'Secret' && (map['data'] !== undefined || map['stringData'] !== undefined);
}

/** The last two say what a patch does with the Secret that it is for (apimachinery: strategicpatch). */
const openFields = 'apiVersion kind metadata type immutable status sops $patch $retainKeys'.split(' ');

/**
 * Whether a field of a Secret holds values. The others are those of the API (Kubernetes: core/v1 Secret), of patches,
 * and what SOPS adds. The case of a name counts (sigs.k8s.io/json, with which the API server reads), so `StringData` is
 * not a field of the API, and is hidden like a value.
 */
export function isValueField(field: string): boolean {
  return !openFields.includes(field);
}

const expression = /^(\$\{[A-Za-z_][\w.]*\}|\{\{-?\s*\.[\w.]*\s*-?\}\})$/;

/** Whether a value is only a placeholder: `${PASSWORD}`, or `{{ .password }}` in an operator's template. */
export function isPlaceholder(text: string): boolean {
  return expression.test(text.trim());
}
