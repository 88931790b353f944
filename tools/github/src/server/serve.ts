import type { RequestListener, ServerResponse } from 'node:http';
import { type Answer, refuse, Refusal } from '../http/answer';
import { authenticate } from './authenticate';
import { type Exchange, exchangeOf } from './exchange';
import { type Fault, faultList, troubleAnswer } from '../faults/fault';
import { answerGraphql } from './graphql';
import { pageAt } from '../json/page';
import { raceList } from '../faults/race';
import { rateHeaders } from '../state/rate-limit';
import { respond } from './respond';
import { findRoute, receive, type Request } from './request';
import { staleList } from '../faults/stale';
import type { State } from '../state/state';
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

interface Served {
  readonly state: State;
  /** Lets pull requests follow branches that moved. */
  readonly sync: () => void;
  /** Where the REST API is mounted: nothing, or `/api/v3`. */
  readonly mount: string;
  readonly watch: Watch;
  readonly validator: Validator;
}

/** What answers a server's requests. */
export function listener(served: Served): RequestListener {
  return (incoming, response) => {
    void receive(incoming, served.mount).then(async (request) => {
      const at = served.state.now();
      const answer = await meet(served, request).catch((error: unknown) => broken(served, request, error));
      const exchange = exchangeOf(request, answer, at);
      served.watch.exchanges.push(exchange);
      served.watch.onRequest?.(exchange);
      send(served, response, answer);
    });
  };
}

/** Everything that may happen to a request: what races with it, what goes wrong before, the answer, what goes wrong after. */
async function meet(served: Served, request: Request): Promise<Answer | 'socket reset'> {
  const { watch, state } = served;
  await watch.races.meet(request.operation);
  const faults = watch.faults.next(request.operation);
  const strikes = (when: Fault['when']) => faults.find((fault) => (fault.when ?? 'before') === when);
  const before = strikes('before');
  if (before) return troubleAnswer(before, state.now());
  served.sync();
  const answer = answerTo(served, request);
  served.sync();
  const after = strikes('after');
  return after ? troubleAnswer(after, state.now()) : answer;
}

function answerTo({ state, watch, validator }: Served, { operation, method, url, headers, body }: Request): Answer {
  if (operation === 'POST /graphql')
    return asAnswer(() => answerGraphql(body, authenticate(state, { needs: 'token' }, headers)));
  const match = findRoute(method, url.pathname);
  if (match === undefined) {
    const page = method === 'GET' ? pageAt(state, url.pathname) : undefined;
    if (page !== undefined) return { status: 200, text: page };
    watch.violations.push(`The test server has no ${operation}`);
    return asAnswer(() => refuse(404, 'Not Found'));
  }
  const asked = { ...match, query: url.searchParams, body, headers, path: url.pathname };
  const violated = (text: string) => void watch.violations.push(text);
  return respond(watch.stale.next(operation) ?? state, asked, { ...validator, violated });
}

function asAnswer(run: () => Answer): Answer {
  try {
    return run();
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}

/** A mistake of the server's own: loud, for the client and for the test. */
function broken({ watch }: Served, { operation }: Request, error: unknown): Answer {
  const text = `The test server failed at ${operation}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  watch.violations.push(text);
  return { status: 500, json: { message: text } };
}

function send({ state }: Served, response: ServerResponse, answer: Answer | 'socket reset'): void {
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
