import type { Answer } from './answer';
import type { Caller } from '../state/caller';
import type { Permissions } from '../state/permission';
import type { State } from '../state/state';

export interface Call {
  /** Parts of the path by the name that the template gives them, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Valid by GitHub's document, so that a route may say which shape it has. */
  readonly body: unknown;
  readonly caller: Caller;
  /** The path that was asked for, for links to its other pages. */
  readonly path: string;
}

export interface Route {
  /** `GET /repos/{owner}/{repo}`: the method and path of GitHub's document. */
  readonly operation: string;
  /** Permissions, of which any one is enough; or any token at all; or the App itself, by a JSON Web Token. */
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

// Names of refs have slashes, which clients may or may not encode.
const long = new Set(['ref', 'branch', 'basehead']);

/** Returns what finds the route of a method and a path. */
export function router(routes: readonly Route[]): (method: string, path: string) => Match | undefined {
  const patterns = routes.map((route) => {
    const pattern = route.operation
      .replaceAll('.', '\\.')
      .replaceAll(/\{(\w+)\}/g, (_, name: string) => `(?<${name}>${long.has(name) ? '.+' : '[^/]+'})`);
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
