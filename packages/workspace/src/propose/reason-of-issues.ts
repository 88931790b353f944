import { formatIssue, type Issue } from '@sovereign-fleet/domain';

/** So many files and problems are named; of the rest, how many there are. */
const most = 3;

/** Why a Sovereign cannot be proposed, on one line: each problem once, with the first files that have it. */
export function reasonOfIssues(issues: readonly Issue[]): string {
  const byProblem = new Map<string, readonly Issue[]>();
  for (const issue of issues) byProblem.set(issue.problem, [...(byProblem.get(issue.problem) ?? []), issue]);
  const groups = [...byProblem.values()];
  const left = groups.slice(most).reduce((sum, { length }) => sum + length, 0);
  const shown = groups.slice(0, most).map(textOf).join(' ');
  return left === 0 ? shown : `${shown} And ${left} more.`;
}

function textOf([first, ...others]: readonly Issue[]): string {
  if (first === undefined) return '';
  const files = [...new Set(others.map(({ file }) => file))];
  if (files.length === 0) return formatIssue(first);
  const more = files.length < most ? '' : ` and ${files.length - most + 1} more`;
  return `${formatIssue(first)} The same of ${files.slice(0, most - 1).join(', ')}${more}.`;
}
