export interface Reviewers {
  readonly users: readonly string[];
  readonly teams: readonly string[];
}

export const nobody: Reviewers = { users: [], teams: [] };

export function isNobody({ users, teams }: Reviewers): boolean {
  return users.length + teams.length === 0;
}

/** The reviewers of one list that are not in another. GitHub ignores the case of logins. */
export function reviewersNotIn(wanted: Reviewers, others: Reviewers): Reviewers {
  return { users: namesNotIn(wanted.users, others.users), teams: namesNotIn(wanted.teams, others.teams) };
}

function namesNotIn(wanted: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(others.map((name) => name.toLowerCase()));
  return wanted.filter((name) => !known.has(name.toLowerCase()));
}
