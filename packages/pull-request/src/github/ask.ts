import { ForgeError } from '../forge/forge-error';
import { type RequestContext, type FailedRequest, forgeErrorOf } from './errors';
import type { Headers } from './limits';
import { redact } from './redact';
import type { Ask, Query, Question, Response } from './remote';

type AskContext = Omit<RequestContext, 'operation' | 'now'> & {
  readonly now: () => Date;
  readonly secrets: readonly string[];
};

/** 100,000 entries: more than any list of ours has. */
const mostPages = 1000;

/** Asks GitHub. Octokit's errors go no further than here, since they contain the request with its secrets. */
export function createAsk(context: AskContext): Ask {
  const respond = async <T>(question: Question<T>, call: () => Promise<Response>) => {
    const { operation, answer } = question;
    const response = await call().catch((error: unknown) => {
      throw toForgeError(error, context, operation);
    });
    const parsed = answer.safeParse(response.data);
    if (!parsed.success) throw unexpectedAnswer(context, operation);
    return { value: parsed.data, headers: response.headers };
  };
  return {
    one: async (question, call) => (await respond(question, call)).value,
    all: async ({ enough = () => false, ...question }, call) => {
      const found = [];
      let query: Query | undefined = {};
      for (let page = 0; query !== undefined && page < mostPages; page++) {
        const current: Query = query;
        const { value, headers } = await respond(question, () => call(current));
        for (const item of value) found.push(item);
        query = enough(found) ? undefined : nextPage(headers);
      }
      return found;
    },
  };
}

/**
 * The query of the next page, by the header Link. We ignore the rest of its URL and ask the same place again, so that
 * no answer can send the token elsewhere.
 */
function nextPage(headers: Headers): Query | undefined {
  const url = /<([^<>]*)>; *rel="next"/.exec(String(headers['link'] ?? ''))?.[1];
  const query = url === undefined ? undefined : /\?([^#]*)/.exec(url)?.[1];
  return query === undefined ? undefined : Object.fromEntries(new URLSearchParams(query));
}

function unexpectedAnswer({ host }: AskContext, operation: string): ForgeError {
  const message = `${host} answered with something that is not what GitHub answers`;
  return new ForgeError('unreachable', message, { operation });
}

function toForgeError(error: unknown, { now, secrets, ...at }: AskContext, operation: string): unknown {
  if (error instanceof ForgeError || !(error instanceof Error) || !('status' in error)) return error;
  const failure = failedRequestOf(error);
  return forgeErrorOf({ ...failure, text: oneLine(redact(failure.text, secrets)) }, { ...at, operation, now: now() });
}

function failedRequestOf(error: Error & { readonly status: unknown }): FailedRequest {
  const route = 'request' in error ? routeOf(error.request) : '';
  if (!('response' in error) || error.response === undefined) {
    return { text: networkText(error), headers: {}, route };
  }
  const { headers } = error.response as { readonly headers: Headers }; // a response of Octokit's
  return { status: Number(error.status), text: error.message, headers, route };
}

/** The system's code, such as `ECONNREFUSED`, which is in the innermost error. */
export function networkText(error: unknown): string {
  const { code, name, cause } = error as { readonly code?: unknown; readonly name?: unknown; readonly cause?: unknown };
  if (typeof code === 'string') return code;
  if (name === 'TimeoutError') return 'it took too long';
  return typeof cause === 'object' && cause !== null ? networkText(cause) : 'the connection failed';
}

function routeOf(request: unknown): string {
  const { method = '', url = '' } = request as { readonly method?: string; readonly url?: string }; // of Octokit's
  return `${method} ${url.replace(/\?.*/, '')}`;
}

/** Makes one short line of a text from outside, without the link to GitHub's documentation that Octokit adds. */
function oneLine(text: string): string {
  const withoutLink = text.replace(/ - https:\/\/\S+$/, '');
  const line = withoutLink.replaceAll(/[\p{C}\s]+/gu, ' ').trim();
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
