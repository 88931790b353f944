import { formatIssue, type Issue, type Result } from '@sovereign-fleet/domain';

/** The value, or an Error that names every Issue, one a line; Nx prints it and exits with 1. */
export function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(messageOf(result.issues));
}

function messageOf(issues: readonly Issue[]): string {
  const count = issues.length === 1 ? '1 problem' : `${issues.length} problems`;
  return [`${count}, nothing was written`, ...issues.map(formatIssue)].join('\n');
}
