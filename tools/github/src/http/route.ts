import type { Caller, Permissions } from '../state/caller';
import type { State } from '../state/state';
import type { Answer } from './answer';
/** A request of a caller who may make it. */
export interface Call {
  /** Parts of the path by the name that the template gives them, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Valid by GitHub's document, so that a route may cast it to the shape that the document has. */
  readonly body: unknown;
  readonly caller: Caller;
  /** The path of the request, for links to further pages of a list. */
  readonly path: string;
}

/** One operation that the server knows. */
export interface Route {
  /** `GET /repos/{owner}/{repo}`: the method and path of GitHub's document. */
  readonly operation: string;
  /** Permissions of which one is enough; `token` if any token is; `app` if it takes the App's JSON Web Token. */
  readonly needs: readonly Permissions[] | 'token' | 'app';
  readonly answer: (state: State, call: Call) => Answer;
}

export function param({ params }: Call, name: string): string {
  const value = params[name];
  if (value === undefined) throw new Error(`The path has no part "${name}"`);
  return value;
}

interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

// Refs have slashes in their names, and some clients do not encode them.
const namesWithSlashes = new Set(['ref', 'branch', 'basehead']);

export type FindRoute = (method: string, path: string) => Match | undefined;

/** Returns what finds the route of a method and a path. */
export function router(routes: readonly Route[]): FindRoute {
  const patterns = routes.map((route) => {
    const pattern = route.operation
      .replaceAll('.', '\\.')
      .replaceAll(/\{(\w+)\}/g, (_, name: string) => `(?<${name}>${namesWithSlashes.has(name) ? '.+' : '[^/]+'})`);
    return { route, pattern: new RegExp(`^${pattern}$`) };
  });
  return (method, path) => {
    for (const { route, pattern } of patterns) {
      const match = pattern.exec(`${method} ${path}`);
      if (match === null) continue;
      const params = Object.entries(match.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]);
      return { route, params: Object.fromEntries(params) as Match['params'] }; // Pairs of texts, as just made.
    }
    return undefined;
  };
}
