import {
  type BootstrapKit,
  isDropped,
  isSubstituted,
  type SlotValue,
  type SlotValues,
  substituteNamesOf,
} from '@sovereign-fleet/domain';
import { escapeSubstitutes, reference, type Yaml, type YamlMap } from '@sovereign-fleet/flux';
import { oncePer } from './layers/once-per';

/** Values as they are written where Flux substitutes: references bare, every other `$` escaped. */
export function substituteMap(values: SlotValues, kit: BootstrapKit): YamlMap {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [substituteKey(key), substituteText(value, kit)]),
  );
}

/** The same for maps of texts, which stay texts. */
export function substituteTexts(texts: SlotValues, kit: BootstrapKit): Readonly<Record<string, string>> {
  return substituteMap(texts, kit) as Readonly<Record<string, string>>; // a text with or without substitutes is a text
}

/** A key of such a map. */
export function substituteKey(key: string): string {
  return escapeSubstitutes(key);
}

/** One value in the same way. */
export function substituteText(value: SlotValue, kit: BootstrapKit): Yaml {
  if (typeof value === 'string') return escapeSubstitutes(value);
  if (typeof value !== 'object') return value;
  if (isDropped(value)) return null; // Helm takes null for "no default"
  if (isSubstituted(value)) {
    const { literals } = value;
    const names = namesOf(kit)(value);
    return literals.map((text, index) => escapeSubstitutes(text) + referenceTo(names[index])).join('');
  }
  // Array.isArray does not tell readonly lists from maps.
  return Array.isArray(value)
    ? (value as readonly SlotValue[]).map((item) => substituteText(item, kit))
    : substituteMap(value as SlotValues, kit);
}

const namesOf = oncePer(substituteNamesOf);

function referenceTo(name: string | undefined): string {
  return name === undefined ? '' : reference(name);
}
