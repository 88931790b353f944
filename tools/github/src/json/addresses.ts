/** What an address says of a server and its repository. */
interface Place {
  /** Where the REST API is, and where the pages for people are. */
  readonly api: string;
  readonly web: string;
  readonly settings: { readonly owner: string; readonly repo: string };
}

/** Where the REST API has the repository. */
export function repositoryUrl({ api, settings: { owner, repo } }: Omit<Place, 'web'>): string {
  return `${api}/repos/${owner}/${repo}`;
}

/** The repository's page for people. */
export function repositoryWeb({ web, settings: { owner, repo } }: Omit<Place, 'api'>): string {
  return `${web}/${owner}/${repo}`;
}

/** A path in an address: what is between its slashes is escaped. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
