import type { KitIssue } from './kit-issue';
import { isFree, isSubstituted, type ParameterDeclaration, type SlotValue } from '../slot/parameter';
import { fieldOfPlace, type ReadingKit } from './readings';

/**
 * Texts of rows, keys among them, that name a parameter as Flux would, `${NAME}` or `${NAME:=default}`. Such a text is
 * escaped and arrives as it is, so it is a placeholder that somebody forgot.
 */
export function issuesOfPlaceholders(kit: ReadingKit): readonly KitIssue[] {
  const { labels, annotations, slots, parameters } = kit;
  const texts = [...textsIn({ labels, annotations }, []), ...slots.flatMap((slot) => textsIn(slot, [slot.name]))];
  return texts.flatMap(({ text, path }) =>
    // Without its end, each beginning would look for one through all of the text.
    [...text.slice(0, text.lastIndexOf('}') + 1).matchAll(/\$\{(\w+)((?::?[-=])?)[^}]*\}/g)].flatMap(
      ([, name = '', operator = '']): readonly KitIssue[] => {
        const declaration = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
        if (declaration === undefined) return [];
        const { problem, remedy } = refusalOf(name, operator, declaration);
        return [{ field: fieldOfPlace(path), value: text, code: 'malformed', problem, remedy }];
      },
    ),
  );
}

interface Text {
  readonly text: string;
  readonly path: readonly (string | number)[];
}

function textsIn(value: unknown, path: Text['path']): readonly Text[] {
  if (typeof value === 'string') return [{ text: value, path }];
  if (typeof value !== 'object' || value === null) return [];
  if (isSubstituted(value as SlotValue)) return []; // it was just asked
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => textsIn(item, [...path, index]));
  return Object.entries(value).flatMap(([key, item]) => [
    { text: key, path: [...path, key] },
    ...textsIn(item, [...path, key]),
  ]);
}

function refusalOf(name: string, operator: string, declaration: ParameterDeclaration) {
  const read = `Write use('${name}') alone, or text\`…\${'${name}'}…\``;
  if (operator === '') return { problem: 'it is a placeholder that nobody fills in', remedy: read };
  const first = isFree(declaration) && declaration.default !== undefined;
  const problem = first
    ? `${name} has a default where it is declared, and this is a second one`
    : 'a row has no default';
  return { problem, remedy: first ? read : `${read}, and the default into parameters.${name}` };
}
