import { errorOfIssues, type Issue, pickOne, type Sovereign } from '@sovereign-fleet/domain';
import { commandLine } from '@sovereign-fleet/workspace/command';
import type { FleetRecord } from '@sovereign-fleet/workspace/specs';

/** The Sovereign that a command names. Throws an Issue that says which there are, or why its spec cannot be used. */
export function findSovereign(
  name: string | undefined,
  { sovereigns, unread }: FleetRecord,
  field = 'name',
): Sovereign {
  const found = sovereigns.find((sovereign) => sovereign.name === name);
  if (found !== undefined) return found;
  const own = unread.find((one) => one.name === name);
  const names = [...sovereigns, ...unread].map((one) => one.name).sort();
  throw errorOfIssues(own?.issues ?? [issueOfName(name, names, field)], 'nothing was written');
}

function issueOfName(value: string | undefined, names: readonly string[], field: string): Issue {
  const at = { file: commandLine, field, value };
  if (value !== undefined) {
    return { ...at, code: 'unknown-value', problem: 'there is no such Sovereign', remedy: pickOne(value, names) };
  }
  const [first = 'acme'] = names;
  return {
    ...at,
    code: 'missing',
    problem: 'no Sovereign is named',
    remedy: `Write one of ${names.join(', ')}, such as ${first}`,
  };
}
