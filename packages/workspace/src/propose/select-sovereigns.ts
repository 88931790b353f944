import { isDnsName, type Issue, pickOne, type Result, resultOf, type Sovereign } from '@sovereign-fleet/domain';
import { commandLine } from '../command/options';
import type { FleetRecord, UnreadSovereign } from '../specs/fleet-record';

/** Whom a person named: Sovereigns by their names, and those that have no spec any more by their FQDNs. */
export interface Selection {
  readonly sovereigns: readonly Sovereign[];
  /** Those whose specs cannot be used. */
  readonly unread: readonly UnreadSovereign[];
  readonly gone: readonly string[];
}

/** The Sovereigns that a person named, or all; names that are of nobody are Issues. */
export function selectSovereigns(
  { sovereigns: all, unread }: Pick<FleetRecord, 'sovereigns' | 'unread'>,
  names: readonly string[] | undefined,
): Result<Selection> {
  if (names === undefined) return { ok: true, value: { sovereigns: all, unread, gone: [] } };
  const others = [...new Set(names)].filter((name) => ![...all, ...unread].some((one) => one.name === name));
  return resultOf(
    others.flatMap((name) => issueOf(name, all)),
    () => ({
      sovereigns: all.filter(({ name }) => names.includes(name)),
      unread: unread.filter(({ name }) => names.includes(name)),
      gone: others,
    }),
  );
}

function issueOf(value: string, all: readonly Sovereign[]): readonly Issue[] {
  const about = { file: commandLine, field: 'name', value };
  const owner = all.find(({ fqdn }) => fqdn === value);
  if (owner !== undefined) {
    const problem = `it is the FQDN of "${owner.name}", which has a spec`;
    return [{ ...about, problem, remedy: `Write ${owner.name}; an FQDN names one that has no spec any more` }];
  }
  // A name has no dot, and an FQDN has.
  if (value.includes('.') && isDnsName(value)) return [];
  const remedy = pickOne(
    value,
    all.map(({ name }) => name),
  );
  return [{ ...about, problem: 'there is no such Sovereign', remedy: `${remedy}, or the FQDN of one that is gone` }];
}
