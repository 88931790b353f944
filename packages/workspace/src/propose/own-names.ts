import { canonicalLabel, type Sovereign, treePlace } from '@sovereign-fleet/domain';

/** The names of one Sovereign that occur in its files. */
export interface OwnNames {
  readonly name: string;
  readonly fqdn?: string;
  readonly regions: readonly { readonly key: string; readonly label: string }[];
}

/** If the Sovereign has no spec any more, only its name is known. */
export function ownNamesOf(name: string, sovereigns: readonly Sovereign[]): OwnNames {
  const sovereign = sovereigns.find((one) => one.name === name);
  if (sovereign === undefined) return { name, regions: [] };
  const { fqdn, environment, regions } = sovereign;
  return { name, fqdn, regions: regions.map((one) => ({ key: one.key, label: canonicalLabel(one, environment) })) };
}

/** The region whose folder a file is in, if it is in one. */
export function regionOf(path: string, { regions }: OwnNames): string | undefined {
  const place = treePlace(path);
  return regions.find(({ key }) => place?.rest.startsWith(`${key}/`))?.key;
}

/**
 * The text with placeholders for the Sovereign's own names, so that texts that differ only in those are equal. The name
 * of another Sovereign stays: a file that has it by mistake must not look like the others.
 */
export function withoutOwnNames(text: string, own: OwnNames, region?: string): string {
  const label = own.regions.find(({ key }) => key === region)?.label;
  const places = [
    [own.fqdn, '\u0000fqdn'],
    [label, '\u0000label'],
    [region, '\u0000region'],
    [own.name, '\u0000name'],
  ] as const;
  return places.reduce(
    (rest, [word, place]) => (word === undefined ? rest : rest.replace(wholeWord(word), place)),
    text.replace(sideOfDiff, '$1'),
  );
}

/** `a/` and `b/` before the paths of a patch. They are not names, though a Sovereign may be called `b`. */
const sideOfDiff = /^(--- |\+\+\+ )[ab]\//gm;

function wholeWord(word: string): RegExp {
  const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\w-])${escaped}(?![\\w-])`, 'g');
}
