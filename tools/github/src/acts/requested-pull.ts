import { notFound } from '../http/answer';
import { type Call, param } from '../http/route';
import type { Pull } from '../state/pull';
import type { State } from '../state/state';
/** The pull request in the path of a call, by its own number or by its number as an issue. */
export function requestedPull({ pulls }: State, call: Call): Pull {
  const name = call.params['issue_number'] ?? param(call, 'pull_number');
  return pulls.get(Number(name)) ?? notFound();
}
