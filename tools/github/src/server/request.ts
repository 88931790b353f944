import type { IncomingMessage } from 'node:http';
import type { FindRoute } from '../http/route';

/** A request, read to its end. */
export interface Request {
  readonly operation: string;
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

/** Where the REST API is mounted, and what finds the route of a request there. */
export interface Api {
  /** Nothing, or `/api/v3`. */
  readonly mount: string;
  readonly findRoute: FindRoute;
}

/** Reads a request to its end. */
export async function receive(incoming: IncomingMessage, { mount, findRoute }: Api): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer); // A request is read without an encoding.
  const url = new URL(incoming.url ?? '/', 'http://localhost');
  if (url.pathname.startsWith(`${mount}/`)) url.pathname = url.pathname.slice(mount.length);
  // GitHub Enterprise Server has GraphQL beside the REST API, not below it.
  if (mount !== '' && url.pathname === '/api/graphql') url.pathname = '/graphql';
  const method = incoming.method ?? 'GET';
  const operation = findRoute(method, url.pathname)?.route.operation ?? `${method} ${url.pathname}`;
  return { operation, method, url, headers: incoming.headers, body: parseBody(Buffer.concat(chunks).toString()) };
}

/** The JSON of a body; what is not JSON stays text, for GitHub's document to refuse. */
function parseBody(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
