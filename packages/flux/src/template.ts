import { type Manifest, printManifests } from './manifest';
import { printOnOneLine } from './yaml';

/** The text that holds a place in a manifest, by the name of the place, which is one word. */
type Place = (name: string) => `./${string}`;

/**
 * Manifests that are printed once and then only filled in, since most of a file is the same in every region. Gives what
 * `printManifests` would give for manifests that hold the filling, one line a value, in their places.
 */
export function template<Name extends string>(
  manifests: (place: Place) => readonly Manifest[],
): (filling: Readonly<Record<Name, string>>) => string {
  const text = printManifests(manifests((name) => `./PLACE-${name}-PLACE`));
  // Text and the name of a place, by turns; text comes first and last.
  const [first = '', ...rest] = text.split(/\.\/PLACE-(\w+)-PLACE/);
  return (filling) => {
    let filled = first;
    for (let index = 0; index < rest.length; index += 2) {
      // Every second part is a name that the manifests asked a place for.
      filled += printOnOneLine(filling[rest[index] as Name]) + (rest[index + 1] ?? '');
    }
    return filled;
  };
}
