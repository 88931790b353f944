import type { Finding } from '../contract/finding';
import type { Fault } from '../contract/rule';
import { rules } from '../rules/rules';

/** `1 chart is missing`, `2 charts are missing`: what the findings of one rule have in common. */
export function formatFault(findings: readonly [Finding, ...Finding[]]): string {
  const [{ rule }] = findings;
  const { one, many, counts } = rules.find(({ id }) => id === rule)?.fault ?? unknown;
  const number = counts === 'findings' ? findings.length : new Set(findings.map(({ problem }) => problem)).size;
  return `${number} ${number === 1 ? one : many}`;
}

// A review may come from a newer version, with rules that this one does not know.
const unknown: Fault = { one: 'finding', many: 'findings', counts: 'findings' };

/** `Charts are missing`: the fault without a number. */
export function faultTitle({ many }: Fault): string {
  return many.replace(/^[a-z](?=[a-z])/, (letter) => letter.toUpperCase()); // but vCluster stays
}
