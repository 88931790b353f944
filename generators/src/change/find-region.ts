import { type Issue, pickOne, type Region, type Sovereign, valueOf } from '@sovereign-fleet/domain';
import { commandLine } from '@sovereign-fleet/workspace/command';

/** The region of a Sovereign that a command names, or an Issue that says which there are. */
export function findRegion(key: string, { regions, name }: Sovereign, field = '--region'): Region {
  const found = regions.find((region) => region.key === key);
  if (found !== undefined) return found;
  const problem = `${name} has no such region`;
  const remedy = pickOne(
    key,
    regions.map((region) => region.key),
  );
  const issue: Issue = { file: commandLine, field, value: key, code: 'unknown-value', problem, remedy };
  return valueOf({ ok: false, issues: [issue] });
}
