import type { Caller } from '../state/caller';
import type { Person, Signature } from '../git/commit';
import { numberFor } from '../json/user-json';
import type { State } from '../state/state';

/** Who commits by GitHub's own buttons, and in the name of those who name no author. */
export const webFlow: Person = { name: 'GitHub', email: 'noreply@github.com' };

/** The author of a commit that names none: the account that the token belongs to. */
export function personOf({ login }: Caller): Person {
  return { name: login, email: `${numberFor(login)}+${login}@users.noreply.github.com` };
}

export function signedNow({ now }: State, { name, email }: Person): Signature {
  return { name, email, date: now() };
}
