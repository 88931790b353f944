import type { Tree as NxTree } from '@nx/devkit';
import { errorOfIssues, type Issue, pickOne, type Sovereign, valueOf } from '@sovereign-fleet/domain';
import { commandLine } from '@sovereign-fleet/workspace/command';
import { type FleetRecord, recordReaderAt, specFile } from '@sovereign-fleet/workspace/specs';

/** A Sovereign and what it shares. */
export interface NamedSovereign {
  readonly sovereign: Sovereign;
  /** Without the other Sovereigns. */
  readonly record: FleetRecord;
}

/**
 * The Sovereign that a command names; of a thousand no other is read. Throws an Issue that says which there are, or why
 * its spec cannot be used.
 */
export function readNamed(nxTree: NxTree, name: string | undefined, field = 'name'): NamedSovereign {
  const names = nxTree.children('sovereigns').filter((one) => nxTree.isFile(specFile(one)));
  if (name === undefined || !names.includes(name)) {
    throw errorOfIssues([issueOfName(name, names.sort(), field)], 'nothing was written');
  }
  const records = recordReaderAt(nxTree.root, [name]);
  const shared = valueOf(records.readShared());
  const sovereign = valueOf(records.readSovereign(name));
  return { sovereign, record: { ...shared, sovereigns: [sovereign], unread: [] } };
}

function issueOfName(value: string | undefined, names: readonly string[], field: string): Issue {
  const at = { file: commandLine, field, value };
  const some = names.slice(0, 10).join(', ');
  const remedy = `Write one of ${some}${names.length > 10 ? ', …' : ''}`;
  if (value === undefined) return { ...at, code: 'missing', problem: 'no Sovereign is named', remedy };
  return {
    ...at,
    code: 'unknown-value',
    problem: 'there is no such Sovereign',
    remedy: names.length > 10 ? remedyOfMany(value, names, remedy) : pickOne(value, names),
  };
}

/** A fleet of a thousand is no list to read: the nearest name, and some. */
function remedyOfMany(value: string, names: readonly string[], remedy: string): string {
  const [hint = ''] = /^Did you mean "[^"]*"\? /.exec(pickOne(value, names)) ?? [];
  return `${hint}${remedy}`;
}
