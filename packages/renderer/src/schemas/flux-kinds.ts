import { groupOf } from '@sovereign-fleet/domain';
import { notServed, type ServedKind } from './served-kinds';
import type { FluxTable } from '../contract/server-tables';

/** Finds a kind of Flux; undefined where that Flux has none of that name. */
export type FluxKinds = (apiVersion: string, kind: string) => ServedKind | undefined;

/** The kinds of a Flux; of the nearest that the table has, where it has not that one. */
export function fluxKindsOf(table: FluxTable, fluxVersion: string | undefined): FluxKinds {
  const minors = Object.keys(table.versions).sort((a, b) => minorOf(a) - minorOf(b));
  const wanted = fluxVersion === undefined ? Infinity : minorOf(fluxVersion);
  const nearest = minors.findLast((version) => minorOf(version) <= wanted) ?? minors[0] ?? '';
  const kinds = table.versions[nearest] ?? {};
  return (apiVersion, kind) => {
    const place = kinds[`${apiVersion}/${kind}`];
    const schema = place === undefined ? undefined : table.schemas[place];
    if (schema !== undefined) return { schema };
    const group = groupOf(apiVersion);
    const served = Object.keys(kinds).filter((key) => key.startsWith(`${group}/`) && key.endsWith(`/${kind}`));
    const instead = served.map((key) => key.slice(0, -kind.length - 1));
    return served.length === 0 ? undefined : { refused: notServed(apiVersion, kind, instead) };
  };
}

/** 9 of `2.9.4`. */
function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}
