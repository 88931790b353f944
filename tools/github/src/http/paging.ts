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
  const targets = [
    ...(page > 1 ? ([['prev', page - 1]] as const) : []),
    ...(page < last ? ([['next', page + 1], ['last', last]] as const) : []), // prettier-ignore
    ...(page > 1 ? ([['first', 1]] as const) : []),
  ];
  const link = targets.map(([rel, to]) => `<${api}${call.path}?${queryFor(call, to)}>; rel="${rel}"`).join(', ');
  return { items: items.slice((page - 1) * size, page * size), headers: link === '' ? {} : { link } };
}

function queryFor({ query }: Call, page: number): string {
  const copy = new URLSearchParams(query);
  copy.set('page', String(page));
  return copy.toString();
}

/** A list as an answer, where each item is written as JSON by `write`. */
export function listed<T>({ items, headers }: Page<T>, write: (item: T) => unknown): Answer {
  return { status: 200, json: items.map(write), headers };
}
