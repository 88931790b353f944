import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type Answer, refuse, Refusal } from './answer';
import { authenticate } from './authenticate';
import type { Exchange } from './exchange';
import { type Fault, faultList, troubleAnswer } from './fault';
import { answerGraphql } from './graphql';
import { raceList } from './race';
import { rateHeaders } from './rate-limit';
import { respond } from './respond';
import { router } from './route';
import { routes } from './routes';
import { staleList } from './stale';
import type { State } from './state';
import type { Validator } from './validation';

/** What tests ask of a server beside HTTP. */
export interface Watch {
  readonly exchanges: Exchange[];
  readonly violations: string[];
  readonly faults: ReturnType<typeof faultList>;
  readonly races: ReturnType<typeof raceList>;
  readonly stale: ReturnType<typeof staleList>;
}

export function newWatch(): Watch {
  return { exchanges: [], violations: [], faults: faultList(), races: raceList(), stale: staleList() };
}

interface Served {
  /** Known once the server listens. */
  readonly state: () => State;
  /** Lets pull requests follow branches that moved. */
  readonly sync: () => void;
  /** Where the REST API is mounted: nothing, or `/api/v3`. */
  readonly mount: string;
  readonly watch: Watch;
  readonly validator: Validator;
}

interface Request {
  readonly operation: string;
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

const find = router(routes);

export function createGithubServer(served: Served): Server {
  return createServer((incoming, response) => {
    void receive(incoming, served.mount).then(async (request) => {
      const at = served.state().now();
      const answer = await meet(served, request).catch((error: unknown) => broken(served, request, error));
      served.watch.exchanges.push(exchangeOf(request, answer, at));
      send(served, response, answer);
    });
  });
}

async function receive(incoming: IncomingMessage, mount: string): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer); // A request is read without an encoding.
  const url = new URL(incoming.url ?? '/', 'http://localhost');
  if (url.pathname.startsWith(`${mount}/`)) url.pathname = url.pathname.slice(mount.length);
  // GitHub Enterprise Server has GraphQL beside the REST API, not below it.
  if (mount !== '' && url.pathname === '/api/graphql') url.pathname = '/graphql';
  const method = incoming.method ?? 'GET';
  const operation = find(method, url.pathname)?.route.operation ?? `${method} ${url.pathname}`;
  return { operation, method, url, headers: incoming.headers, body: parsed(Buffer.concat(chunks).toString()) };
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Everything that may happen to a request: what races with it, what goes wrong before, the answer, what goes wrong after. */
async function meet(served: Served, request: Request): Promise<Answer | 'socket reset'> {
  const { watch, state } = served;
  await watch.races.meet(request.operation);
  const faults = watch.faults.next(request.operation);
  const strikes = (when: Fault['when']) => faults.find((fault) => (fault.when ?? 'before') === when);
  const before = strikes('before');
  if (before) return troubleAnswer(before, state().now());
  served.sync();
  const answer = answerTo(served, request);
  served.sync();
  const after = strikes('after');
  return after ? troubleAnswer(after, state().now()) : answer;
}

function answerTo({ state, watch, validator }: Served, { operation, method, url, headers, body }: Request): Answer {
  if (operation === 'POST /graphql')
    return asAnswer(() => answerGraphql(body, authenticate(state(), { needs: 'token' }, headers)));
  const match = find(method, url.pathname);
  if (match === undefined) {
    watch.violations.push(`The test server has no ${operation}`);
    return asAnswer(() => refuse(404, 'Not Found'));
  }
  const asked = { ...match, query: url.searchParams, body, headers, path: url.pathname };
  const violated = (text: string) => void watch.violations.push(text);
  return respond(watch.stale.next(operation) ?? state(), asked, { ...validator, violated });
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
  const { rate, now } = state();
  if (answer.status !== 304) rate.count();
  const body = answer.json === undefined ? '' : JSON.stringify(answer.json);
  response.writeHead(answer.status, {
    date: now().toUTCString(),
    ...(body === ''
      ? {}
      : { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body) }),
    ...rateHeaders(rate.look()),
    ...answer.headers,
  });
  response.end(body);
}

function exchangeOf(
  { operation, method, url, headers, body }: Request,
  answer: Answer | 'socket reset',
  at: Date,
): Exchange {
  const { authorization: _secret, ...kept } = headers;
  const json = answer === 'socket reset' ? undefined : answer.json;
  return {
    ...{ operation, method, path: `${url.pathname}${url.search}`, headers: kept as Exchange['headers'], body, at },
    status: answer === 'socket reset' ? answer : answer.status,
    answer: operation.endsWith('/access_tokens') ? { ...(json as object), token: '[REDACTED]' } : json,
  };
}
