import type { State } from '../state/state';
/** Where the REST API has the repository. */
export function repositoryUrl({ api, settings: { owner, repo } }: State): string {
  return `${api}/repos/${owner}/${repo}`;
}

/** The repository's page for people. */
export function repositoryWeb({ web, settings: { owner, repo } }: State): string {
  return `${web}/${owner}/${repo}`;
}

/** A path in an address: what is between its slashes is escaped. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
