import { notFound } from '../http/answer';
import type { Pull } from '../state/pull';
import { type Call, param } from '../http/route';
import type { State } from '../state/state';

/** The pull request that a path names; to GitHub it is an issue as well. */
export function pullFor({ pulls }: State, call: Call): Pull {
  const name = call.params['issue_number'] ?? param(call, 'pull_number');
  return pulls.get(Number(name)) ?? notFound();
}
