import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { type Answer, answerOrRefusal, notFound, Refusal, refuse } from '../http/answer';
import type { Call, Route } from '../http/route';
import { acceptedPermissions } from '../state/caller';
import type { State } from '../state/state';
import { authenticate } from './authenticate';
import type { Validator } from './validation';

/** A request whose route is known. Who calls is not known yet. */
interface RoutedCall extends Omit<Call, 'caller'> {
  readonly route: Route;
  readonly headers: IncomingHttpHeaders;
}

/** Checks requests and answers against GitHub's document. */
interface DocumentCheck extends Validator {
  /** Is told of each request and answer that the document does not allow. */
  readonly reportViolation: (text: string) => void;
}

/** Answers as GitHub would. A request or an answer that GitHub's document does not allow is a violation. */
export function respond(state: State, call: RoutedCall, check: DocumentCheck): Answer {
  const { operation } = call.route;
  const answer = withAcceptedPermissions(
    call.route,
    answerOrRefusal(() => answerCall(state, call, check)),
  );
  const problems = check.response(operation, answer.status, answer.json);
  if (problems.length === 0) return withEtag(call, answer);
  const text = `${operation} was answered ${answer.status} with what GitHub would not say:\n${problems.join('\n')}`;
  check.reportViolation(text);
  return { status: 500, json: { message: text } };
}

function answerCall(state: State, call: RoutedCall, check: DocumentCheck): Answer {
  const { operation } = call.route;
  const caller = authenticate(state, call.route, call.headers);
  const quota = state.rate.look();
  if (quota.used >= quota.limit) refuse(403, 'API rate limit exceeded for installation ID 1.');
  const { owner = '', repo = '' } = call.params;
  const repository = `${state.settings.owner}/${state.settings.repo}`.toLowerCase();
  if ('owner' in call.params && `${owner}/${repo}`.toLowerCase() !== repository) notFound();
  const problems = check.request(operation, call);
  if (problems.length > 0) {
    const text = `${operation} was asked with what GitHub's document does not allow:\n${problems.join('\n')}`;
    check.reportViolation(text);
    throw new Refusal(422, `Invalid request.\n\n${text}`);
  }
  return call.route.answer(state, { ...call, caller });
}

function withAcceptedPermissions({ needs }: Route, answer: Answer): Answer {
  if (typeof needs === 'string') return answer;
  return { ...answer, headers: { ...answer.headers, 'x-accepted-github-permissions': acceptedPermissions(needs) } };
}

/** Gives a read its ETag. If the client sent the same ETag, the answer is 304 without a body. */
function withEtag({ route, headers }: RoutedCall, answer: Answer): Answer {
  if (!route.operation.startsWith('GET ') || answer.status !== 200) return answer;
  const etag = `W/"${createHash('sha256').update(JSON.stringify(answer.json)).digest('hex')}"`;
  const more = { ...answer.headers, etag };
  const isUnchanged = headers['if-none-match']?.split(/, */).includes(etag) === true;
  return isUnchanged ? { status: 304, headers: more } : { ...answer, headers: more };
}
