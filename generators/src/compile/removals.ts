import {
  type Issue,
  outputFolder,
  pickOne,
  type Sovereign,
  sovereignsFolder,
  treePlace,
  visible,
} from '@sovereign-fleet/domain';
import { commandLine } from '@sovereign-fleet/workspace/command';

interface Removals {
  readonly sovereigns: readonly Sovereign[];
  /** FQDNs whose trees may go. */
  readonly allowed: readonly string[];
  /** Why some specs cannot be used. */
  readonly unusable: readonly Issue[];
}

const mostInCommand = 20;

/**
 * Issues of trees that would be removed although nobody allowed it, and of allowed FQDNs that have no such tree, since
 * those are slips.
 */
export function issuesOfRemovals(
  stale: readonly string[],
  { sovereigns, allowed, unusable }: Removals,
): readonly Issue[] {
  if (unusable.length > 0) return allowed.length > 0 ? [issueOfUnknown(allowed)] : [];
  const paths = stale.filter((path) => path.startsWith(`${outputFolder}/`));
  const folders = paths.flatMap((path) => treePlace(path.slice(outputFolder.length + 1))?.fqdn ?? []);
  const withSpec = new Map(sovereigns.map((sovereign) => [String(sovereign.fqdn), sovereign]));
  const gone = [...new Set(folders)].filter((name) => !withSpec.has(name));
  const missing = gone.filter((name) => !allowed.includes(name));
  return [
    ...(missing.length > 0 ? [issueOfGone(missing, gone)] : []),
    ...allowed.filter((name) => !gone.includes(name)).map((name) => issueOfSlip(name, gone, withSpec.get(name))),
  ];
}

function issueOfGone(missing: readonly string[], gone: readonly string[]): Issue {
  const names = gone.length > mostInCommand ? '<fqdn>,<fqdn>' : gone.map(visible).join(',');
  const problem =
    missing.length === 1
      ? 'no spec has this FQDN any more, and its tree would be removed'
      : 'no spec has these FQDNs any more, and their trees would be removed';
  const remedy = `Restore what is in sovereigns/, or run "npx nx g compile --allow-removal=${names}"`;
  return {
    file: `${outputFolder}/${sovereignsFolder}`,
    field: 'FQDN',
    value: missing.map(visible).join(', '),
    problem,
    remedy,
  };
}

function issueOfUnknown(allowed: readonly string[]): Issue {
  const problem = 'which trees have no spec is not known while some specs cannot be used';
  const remedy = 'Mend these first, or leave the option out';
  return { file: commandLine, field: '--allow-removal', value: allowed.join(','), problem, remedy };
}

function issueOfSlip(value: string, gone: readonly string[], owner: Sovereign | undefined): Issue {
  const about = { file: commandLine, field: '--allow-removal', value };
  if (owner !== undefined) {
    const problem = `it is the FQDN of "${owner.name}", which has a spec (${owner.source})`;
    return { ...about, problem, remedy: 'Remove the spec first, or leave the option out' };
  }
  const problem = 'there is no tree of a Sovereign without a spec by this FQDN';
  return { ...about, problem, remedy: gone.length > 0 ? pickOne(value, gone) : 'Leave the option out' };
}
