import type { KubernetesObject } from '../contract/rendered';

/** Whether a label or annotation has a value, whatever its case. Go reads none of a map that is not all text. */
export function hasMark(
  { metadata }: KubernetesObject,
  { key, value }: { readonly key: string; readonly value: string },
  fields: readonly ('labels' | 'annotations')[] = ['labels', 'annotations'],
): boolean {
  return fields.some((field) => {
    const texts: Readonly<Record<string, unknown>> = metadata[field] ?? {};
    const found = texts[key];
    const isRead = Object.values(texts).every((text) => typeof (text ?? '') === 'string');
    return isRead && typeof found === 'string' && found.toLowerCase() === value.toLowerCase();
  });
}
