import type { Person, Signature } from '../git/repository';
import { numberFor } from '../json/user-json';
import type { Caller } from '../state/caller';
import type { State } from '../state/state';
/** The committer of GitHub's own buttons, and of commits that name no author. */
export const webFlow: Person = { name: 'GitHub', email: 'noreply@github.com' };

/** The account of a token, as the author of a commit that names none. */
export function personOf({ login }: Caller): Person {
  return { name: login, email: `${numberFor(login)}+${login}@users.noreply.github.com` };
}

export function signedNow({ now }: State, { name, email }: Person): Signature {
  return { name, email, date: now() };
}
