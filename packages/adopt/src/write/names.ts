import { camelCase } from '../model/json';

/** Words of JavaScript, and what the files of a kit define or import. */
const reserved = new Set(
  (
    'arguments await break case catch class const continue debugger default delete do else enum eval export extends ' +
    'false finally for function if implements import in instanceof interface let new null package private protected ' +
    'public return static super switch this throw true try typeof undefined var void while with yield ' +
    'defineKit defineSovereign drop features parameters slots sovereignsOf text use'
  ).split(' '),
);

/** A name of JavaScript for each text, all of them different from each other and from those that are taken. */
export function identifiersOf(texts: readonly string[], taken: readonly string[] = []): readonly string[] {
  const used = new Set([...reserved, ...taken]);
  return texts.map((text) => {
    const wanted = camelCase(text);
    let name = wanted;
    for (let number = 2; used.has(name); number += 1) name = `${wanted}${number}`;
    used.add(name);
    return name;
  });
}
