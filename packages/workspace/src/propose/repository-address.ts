import { apiUrlProblem, type Fleet, type Issue, type Repository } from '@sovereign-fleet/domain';
import { fleetFile } from '../specs/layout';

/** Where GitHub has a fleet repository. */
export interface Address {
  readonly owner: string;
  readonly name: string;
  /** Of its API. */
  readonly apiUrl: string;
}

/** The API of github.com. */
export const githubApi = 'https://api.github.com';

/** Wins over what the fleet says: for trying it out, on a server of one's own. */
const variable = 'SOVEREIGN_FLEET_GITHUB_API_URL';

const unset = "Set it to a URL such as 'http://127.0.0.1:8080', or do not set it";

/**
 * The repository as GitHub names it, from the URL that Flux reads. The API is GitHub's for github.com, and below
 * `/api/v3` of the same host for a GitHub Enterprise Server.
 */
export function addressOf(
  { url }: Repository,
  { pullRequests }: Fleet,
  environment: Readonly<Record<string, string | undefined>>,
): Address | Issue {
  const { protocol, host, hostname, pathname } = new URL(url);
  const [, owner, name] = /^\/([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(pathname) ?? [];
  if (owner === undefined || name === undefined) return issueOfUrl(url);
  const given = environment[variable];
  const problem = given === undefined ? undefined : apiUrlProblem(given);
  if (problem !== undefined) return { file: 'environment', field: variable, value: given, problem, remedy: unset };
  // The port of ssh:// is not that of its API.
  const server = protocol === 'https:' ? host : hostname;
  const own = hostname === 'github.com' ? githubApi : `https://${server}/api/v3`;
  return { owner, name, apiUrl: given ?? pullRequests.apiUrl ?? own };
}

function issueOfUrl(value: string): Issue {
  const problem = 'its path is not that of a repository on GitHub';
  const remedy = "Write a URL such as 'https://github.com/<owner>/<name>'";
  return { file: fleetFile, field: 'repository.url', value, problem, remedy };
}
