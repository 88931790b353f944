import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BootstrapKit, type Issue, type NamedKit, parseBootstrapKit, type Result } from '@sovereign-fleet/domain';
import { parseExpectedSlots } from './expected-slots';
import { graphFile, kitFile } from './layout';

/** A kit of the workspace below `root`, checked against its reviewed graph, or every Issue in either. */
export function readBootstrapKit(root: string, rows: NamedKit): Result<BootstrapKit> {
  const graph = graphFile(rows.name);
  if (!existsSync(join(root, graph))) return { ok: false, issues: [issueOfMissingGraph(graph)] };
  const slots = parseExpectedSlots(graph, readFileSync(join(root, graph), 'utf8'));
  if (!slots.ok) return slots;
  return parseBootstrapKit({ source: kitFile(rows.name), rows, lock: { source: graph, slots: slots.value } });
}

function issueOfMissingGraph(file: string): Issue {
  return {
    file,
    field: 'reviewed graph',
    value: undefined,
    code: 'missing',
    problem: 'there is no such file',
    remedy: `Restore it, as by "git restore ${file}", or write "slots:" and a row for each slot`,
  };
}
