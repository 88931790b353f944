import type { IncomingHttpHeaders } from 'node:http';
import { notFound, refuse } from '../http/answer';
import type { Route } from '../http/route';
import { tokenProblem } from '../state/app';
import { allows, type Caller } from '../state/caller';
import type { State } from '../state/state';

/** The caller of a request. Refuses a token that is unknown, cannot see the repository or lacks permission. */
export function authenticate(
  state: State,
  { needs }: Pick<Route, 'needs'>,
  { authorization }: Pick<IncomingHttpHeaders, 'authorization'>,
): Caller {
  const token = /^(?:token|bearer) +(\S+)$/i.exec(authorization ?? '')?.[1] ?? refuse(401, 'Requires authentication');
  if (needs === 'app') return authenticateApp(state, token);
  const caller = state.tokens.find(token, state.now()) ?? refuse(401, 'Bad credentials');
  if (needs === 'token' || needs.some((needed) => allows(caller.permissions, needed))) return caller;
  // To somebody who cannot see the repository GitHub does not say that it exists.
  if (!allows(caller.permissions, { metadata: 'read' })) notFound();
  const kind = caller.login.endsWith('[bot]') ? 'integration' : 'personal access token';
  return refuse(403, `Resource not accessible by ${kind}`);
}

function authenticateApp(state: State, jwt: string): Caller {
  const problem = tokenProblem(jwt, state.app(), state.now());
  if (problem !== undefined) refuse(401, problem);
  return { login: 'fleet', permissions: {} };
}
