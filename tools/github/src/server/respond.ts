import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { type Answer, notFound, refuse, Refusal } from '../http/answer';
import { authenticate } from './authenticate';
import { acceptedPermissions } from '../state/permission';
import type { Call, Route } from '../http/route';
import type { State } from '../state/state';
import type { Validator } from './validation';

export interface Asked extends Omit<Call, 'caller'> {
  readonly route: Route;
  readonly headers: IncomingHttpHeaders;
}

/** Answers as GitHub would. What GitHub's document does not allow, in what was asked or answered, goes to `violated`. */
export function respond(
  state: State,
  asked: Asked,
  check: Validator & { readonly violated: (text: string) => void },
): Answer {
  const { operation } = asked.route;
  const answer = withPermissions(
    asked.route,
    refusalsAsAnswers(() => answered(state, asked, check)),
  );
  const problems = check.response(operation, answer.status, answer.json);
  if (problems.length === 0) return conditional(asked, answer);
  const text = `${operation} was answered ${answer.status} with what GitHub would not say:\n${problems.join('\n')}`;
  check.violated(text);
  return { status: 500, json: { message: text } };
}

function answered(state: State, asked: Asked, check: Parameters<typeof respond>[2]): Answer {
  const caller = authenticate(state, asked.route, asked.headers);
  const quota = state.rate.look();
  if (quota.used >= quota.limit) refuse(403, 'API rate limit exceeded for installation ID 1.');
  const { owner = '', repo = '' } = asked.params;
  const named = `${state.settings.owner}/${state.settings.repo}`.toLowerCase();
  if ('owner' in asked.params && `${owner}/${repo}`.toLowerCase() !== named) notFound();
  const problems = check.request(asked.route.operation, asked);
  if (problems.length > 0) {
    const text = `${asked.route.operation} was asked with what GitHub's document does not allow:\n${problems.join('\n')}`;
    check.violated(text);
    throw new Refusal(422, `Invalid request.\n\n${text}`);
  }
  return asked.route.answer(state, { ...asked, caller });
}

function refusalsAsAnswers(run: () => Answer): Answer {
  try {
    return run();
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}

function withPermissions({ needs }: Route, answer: Answer): Answer {
  if (typeof needs === 'string') return answer;
  return { ...answer, headers: { ...answer.headers, 'x-accepted-github-permissions': acceptedPermissions(needs) } };
}

/** A read that brings the ETag of what is still so is answered without it. */
function conditional({ route, headers }: Asked, answer: Answer): Answer {
  if (!route.operation.startsWith('GET ') || answer.status !== 200) return answer;
  const etag = `W/"${createHash('sha256').update(JSON.stringify(answer.json)).digest('hex')}"`;
  const more = { ...answer.headers, etag };
  const unchanged = headers['if-none-match']?.split(/, */).includes(etag) === true;
  return unchanged ? { status: 304, headers: more } : { ...answer, headers: more };
}
