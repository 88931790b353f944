import { isDropped, isSubstituted, type SlotValue, type SlotValues } from '@sovereign-fleet/domain';
import { escapeSubstitutes, reference, type Yaml, type YamlMap } from '@sovereign-fleet/flux';

/** Values as they are written where Flux substitutes: references bare, every other `$` escaped. */
export function substituteMap(values: SlotValues): YamlMap {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [escapeSubstitutes(key), substituteText(value)]),
  );
}

/** The same for maps of texts, which stay texts. */
export function substituteTexts(texts: SlotValues): Readonly<Record<string, string>> {
  return substituteMap(texts) as Readonly<Record<string, string>>; // a text with or without substitutes is a text
}

function substituteText(value: SlotValue): Yaml {
  if (typeof value === 'string') return escapeSubstitutes(value);
  if (typeof value !== 'object') return value;
  if (isDropped(value)) return null; // Helm takes null for "no default"
  if (isSubstituted(value)) {
    const { literals, names } = value;
    return literals.map((text, index) => escapeSubstitutes(text) + referenceTo(names[index])).join('');
  }
  // Array.isArray does not tell readonly lists from maps.
  return Array.isArray(value)
    ? (value as readonly SlotValue[]).map(substituteText)
    : substituteMap(value as SlotValues);
}

function referenceTo(name: string | undefined): string {
  return name === undefined ? '' : reference(name);
}
