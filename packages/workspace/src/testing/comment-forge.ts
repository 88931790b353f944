// For tests: a GitHub that keeps comments.
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Kept {
  readonly id: number;
  body: string;
  readonly user: { readonly login: string };
}

/** A GitHub that keeps the comments of one pull request, on loopback. */
export interface Forge {
  readonly url: string;
  readonly comments: Kept[];
  /** Method and path of every request. */
  readonly requests: string[];
  /** Answers writes with this status instead. */
  refuseWrites?: number;
}

export const token = 'ghs_neverPrintedAnywhere';
export const bot = 'github-actions[bot]';
export const pull = { owner: 'o', repo: 'r', number: 7 };

const servers: Server[] = [];

/** Starts a forge that `stopForges` stops. */
export async function startForge(comments: readonly Omit<Kept, 'id'>[] = []): Promise<Forge> {
  const forge: Forge = { url: '', comments: comments.map((one, index) => ({ ...one, id: index + 1 })), requests: [] };
  const server = createServer((request, response) => {
    void answer(forge, request).then(({ status, json, link }) => {
      response.writeHead(status, { 'content-type': 'application/json', ...(link === undefined ? {} : { link }) });
      response.end(JSON.stringify(json));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  // A server on TCP has an address of this shape.
  const { port } = server.address() as AddressInfo;
  return Object.assign(forge, { url: `http://127.0.0.1:${port}` });
}

/** For `afterEach`. */
export function stopForges(): void {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
}

interface Answer {
  readonly status: number;
  readonly json: unknown;
  readonly link?: string;
}

async function answer(forge: Forge, request: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const sent = chunks.length === 0 ? {} : (JSON.parse(Buffer.concat(chunks).toString()) as { body?: string });
  const url = new URL(request.url ?? '', forge.url);
  const called = `${request.method ?? ''} ${url.pathname}`;
  forge.requests.push(called);
  if (!(request.headers.authorization ?? '').endsWith(token)) return { status: 401, json: { message: 'Bad' } };
  if (called === 'POST /graphql') return { status: 200, json: { data: { viewer: { login: bot } } } };
  if (called === 'GET /repos/o/r/issues/7/comments') return page(forge, url);
  if (forge.refuseWrites !== undefined) return { status: forge.refuseWrites, json: { message: 'no' } };
  if (called === 'POST /repos/o/r/issues/7/comments') {
    const made = { id: forge.comments.length + 1, body: sent.body ?? '', user: { login: bot } };
    forge.comments.push(made);
    return { status: 201, json: made };
  }
  const [, id] = /^PATCH \/repos\/o\/r\/issues\/comments\/(\d+)$/.exec(called) ?? [];
  const own = forge.comments.find((one) => String(one.id) === id);
  if (own === undefined) return { status: 404, json: { message: 'Not Found' } };
  own.body = sent.body ?? '';
  return { status: 200, json: own };
}

function page({ comments, url: root }: Forge, url: URL): Answer {
  const size = Number(url.searchParams.get('per_page') ?? 30);
  const number = Number(url.searchParams.get('page') ?? 1);
  const next = `<${root}${url.pathname}?per_page=${size}&page=${number + 1}>; rel="next"`;
  const rest = comments.length > number * size ? { link: next } : {};
  return { status: 200, json: comments.slice((number - 1) * size, number * size), ...rest };
}
