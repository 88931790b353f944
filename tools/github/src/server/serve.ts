import type { RequestListener, ServerResponse } from 'node:http';
import { type Fault, faultList, troubleAnswer } from '../faults/fault';
import { raceList } from '../faults/race';
import { staleList } from '../faults/stale';
import { type Answer, answerOrRefusal, refuse } from '../http/answer';
import { pageAt } from '../json/page';
import { rateHeaders } from '../state/rate-limit';
import type { State } from '../state/state';
import { authenticate } from './authenticate';
import { type Exchange, exchangeOf } from './exchange';
import { answerGraphql } from './graphql';
import { type Api, receive, type Request } from './request';
import { respond } from './respond';
import type { Validator } from './validation';

/** What tests ask of a server beside HTTP. */
export interface Watch {
  readonly onRequest: ((exchange: Exchange) => void) | undefined;
  readonly exchanges: Exchange[];
  readonly violations: string[];
  readonly faults: ReturnType<typeof faultList>;
  readonly races: ReturnType<typeof raceList>;
  readonly stale: ReturnType<typeof staleList>;
}

export function newWatch(onRequest?: (exchange: Exchange) => void): Watch {
  return { onRequest, exchanges: [], violations: [], faults: faultList(), races: raceList(), stale: staleList() };
}

/** What the server works with, besides the request. */
interface Context extends Api {
  readonly state: State;
  /** Lets pull requests follow branches that moved. */
  readonly sync: () => void;
  readonly watch: Watch;
  readonly validator: Validator;
}

/** What answers a server's requests. */
export function requestListener(context: Context): RequestListener {
  return (incoming, response) => {
    void receive(incoming, context).then(async (request) => {
      const at = context.state.now();
      const answer = await answerWithFaults(context, request).catch((error: unknown) =>
        serverFailure(context, request, error),
      );
      const exchange = exchangeOf(request, answer, at);
      context.watch.exchanges.push(exchange);
      context.watch.onRequest?.(exchange);
      send(context, response, answer);
    });
  };
}

/** Runs what a test set up for this request: a race before it, then a fault before or after the true answer. */
async function answerWithFaults(context: Context, request: Request): Promise<Answer | 'socket reset'> {
  const { watch, state } = context;
  await watch.races.runBefore(request.operation);
  const faults = watch.faults.next(request.operation);
  const faultAt = (when: Fault['when']) => faults.find((fault) => (fault.when ?? 'before') === when);
  const before = faultAt('before');
  if (before) return troubleAnswer(before, state.now());
  context.sync();
  const answer = answerTo(context, request);
  context.sync();
  const after = faultAt('after');
  return after ? troubleAnswer(after, state.now()) : answer;
}

function answerTo(context: Context, { operation, method, url, headers, body }: Request): Answer {
  const { state, watch, validator, findRoute } = context;
  if (operation === 'POST /graphql')
    return answerOrRefusal(() => answerGraphql(body, authenticate(state, { needs: 'token' }, headers)));
  const match = findRoute(method, url.pathname);
  if (match === undefined) {
    const page = method === 'GET' ? pageAt(state, url.pathname) : undefined;
    if (page !== undefined) return { status: 200, text: page };
    watch.violations.push(`The test server has no ${operation}`);
    return answerOrRefusal(() => refuse(404, 'Not Found'));
  }
  const call = { ...match, query: url.searchParams, body, headers, path: url.pathname };
  const reportViolation = (text: string) => void watch.violations.push(text);
  return respond(watch.stale.next(operation) ?? state, call, { ...validator, reportViolation });
}

/** A mistake of the server's own: loud, for the client and for the test. */
function serverFailure({ watch }: Context, { operation }: Request, error: unknown): Answer {
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const text = `The test server failed at ${operation}: ${reason}`;
  watch.violations.push(text);
  return { status: 500, json: { message: text } };
}

function send({ state }: Context, response: ServerResponse, answer: Answer | 'socket reset'): void {
  if (answer === 'socket reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  const { rate, now, isUnlimited } = state;
  if (answer.status !== 304) rate.count();
  response.writeHead(answer.status, {
    date: now().toUTCString(),
    ...(answer.json !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
    ...(answer.text !== undefined && { 'content-type': 'text/plain; charset=utf-8' }),
    ...rateHeaders(rate.look()),
    ...(isUnlimited && { 'x-sovereign-fleet-github': 'no-limits' }),
    ...answer.headers,
  });
  response.end(answer.json === undefined ? answer.text : JSON.stringify(answer.json));
}
