import type { IncomingMessage } from 'node:http';
import { router } from '../http/route';
import { routes } from './routes';

/** What was asked, read to the end. */
export interface Request {
  readonly operation: string;
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

export const findRoute = router(routes);

export async function receive(incoming: IncomingMessage, mount: string): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer); // A request is read without an encoding.
  const url = new URL(incoming.url ?? '/', 'http://localhost');
  if (url.pathname.startsWith(`${mount}/`)) url.pathname = url.pathname.slice(mount.length);
  // GitHub Enterprise Server has GraphQL beside the REST API, not below it.
  if (mount !== '' && url.pathname === '/api/graphql') url.pathname = '/graphql';
  const method = incoming.method ?? 'GET';
  const operation = findRoute(method, url.pathname)?.route.operation ?? `${method} ${url.pathname}`;
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
