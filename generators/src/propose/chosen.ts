import { pickOne, type Result, resultOf, type Sovereign } from '@sovereign-fleet/domain';
import { commandLine } from '../sovereign/options';

/** The Sovereigns that a person named, or all; names that no Sovereign has are Issues. */
export function chosen(all: readonly Sovereign[], names: readonly string[] | undefined): Result<readonly Sovereign[]> {
  if (names === undefined) return { ok: true, value: all };
  const known: readonly string[] = all.map(({ name }) => name);
  const issues = names
    .filter((name) => !known.includes(name))
    .map((value) => {
      const problem = 'there is no such Sovereign';
      return { file: commandLine, field: 'name', value, problem, remedy: pickOne(value, known) };
    });
  return resultOf(issues, () => all.filter(({ name }) => names.includes(name)));
}
