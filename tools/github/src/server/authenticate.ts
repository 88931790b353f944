import type { IncomingHttpHeaders } from 'node:http';
import { notFound, refuse } from '../http/answer';
import { tokenProblem } from '../state/app';
import type { Caller } from '../state/caller';
import { allows } from '../state/permission';
import type { Route } from '../http/route';
import type { State } from '../state/state';

/** Who asks, if they may: the token is good, sees the repository, and has a permission that is enough. */
export function authenticate(
  state: State,
  { needs }: Pick<Route, 'needs'>,
  { authorization }: Pick<IncomingHttpHeaders, 'authorization'>,
): Caller {
  const token = /^(?:token|bearer) +(\S+)$/i.exec(authorization ?? '')?.[1] ?? refuse(401, 'Requires authentication');
  if (needs === 'app') return theApp(state, token);
  const caller = state.tokens.find(token, state.now()) ?? refuse(401, 'Bad credentials');
  if (needs === 'token' || needs.some((needed) => allows(caller.permissions, needed))) return caller;
  // Without a view of the repository GitHub does not say that it is there.
  if (!allows(caller.permissions, { metadata: 'read' })) notFound();
  const kind = caller.login.endsWith('[bot]') ? 'integration' : 'personal access token';
  return refuse(403, `Resource not accessible by ${kind}`);
}

function theApp(state: State, jwt: string): Caller {
  const problem = tokenProblem(jwt, state.app(), state.now());
  if (problem !== undefined) refuse(401, problem);
  return { login: 'fleet', permissions: {} };
}
