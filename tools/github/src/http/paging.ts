import type { Answer } from './answer';
import type { Call } from './route';
interface Page<T> {
  readonly items: readonly T[];
  readonly headers: Readonly<Record<string, string>>;
}

/** One page of a list, with GitHub's `Link` header to the others. */
export function pageOf<T>(
  api: string,
  call: Call,
  { items, perPage }: { items: readonly T[]; perPage?: number },
): Page<T> {
  const size = perPage ?? Math.min(100, Math.max(1, Number(call.query.get('per_page') ?? 30)));
  const page = Math.max(1, Number(call.query.get('page') ?? 1));
  const last = Math.max(1, Math.ceil(items.length / size));
  const before = [['prev', page - 1] as const];
  const after = [['next', page + 1] as const, ['last', last] as const];
  const first = [['first', 1] as const];
  const targets = [...(page > 1 ? before : []), ...(page < last ? after : []), ...(page > 1 ? first : [])];
  const link = targets.map(([rel, to]) => `<${api}${call.path}?${queryFor(call, to)}>; rel="${rel}"`).join(', ');
  return { items: items.slice((page - 1) * size, page * size), headers: link === '' ? {} : { link } };
}

function queryFor({ query }: Call, page: number): string {
  const copy = new URLSearchParams(query);
  copy.set('page', String(page));
  return copy.toString();
}

/** The answer with one page of a list; `write` makes the JSON of an item. */
export function listAnswer<T>({ items, headers }: Page<T>, write: (item: T) => unknown): Answer {
  return { status: 200, json: items.map(write), headers };
}
