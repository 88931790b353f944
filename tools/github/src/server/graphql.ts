import type { Answer } from '../http/answer';
import type { Caller } from '../state/caller';
/** The one GraphQL query that is known: which account a token belongs to. */
export function answerGraphql(body: unknown, { login }: Caller): Answer {
  const { query = '' } = (body ?? {}) as { readonly query?: string }; // What GraphQL is sent, or nothing.
  if (/^\s*(query)?\s*\{\s*viewer\s*\{\s*login\s*\}\s*\}\s*$/.test(query)) {
    return { status: 200, json: { data: { viewer: { login } } } };
  }
  return {
    status: 200,
    json: { errors: [{ type: 'NOT_PLAYED', message: 'This server knows only viewer { login }' }] },
  };
}
