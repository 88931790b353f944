import type { Octokit } from '@octokit/rest';
import { fleetPermissions, type Permissions } from './state/caller';
import { fleetRepo, octokitFor, start, stopAll } from './testing/test-server';

afterEach(stopAll);

interface RefusedCaller {
  readonly who: string;
  readonly login?: string;
  readonly token?: string;
  readonly permissions?: Permissions;
  readonly ask?: (octokit: Octokit) => Promise<unknown>;
  readonly status: number;
  readonly says: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const reader = { metadata: 'read', pull_requests: 'read' } as const;
const write = (octokit: Octokit) => octokit.rest.pulls.update({ ...fleetRepo, pull_number: 1, title: 'Y' });
const label = (octokit: Octokit) => octokit.rest.issues.addLabels({ ...fleetRepo, issue_number: 1, labels: ['x'] });
const headers = { 'x-accepted-github-permissions': 'pull_requests=write' };

test.each<RefusedCaller>([
  { who: 'a request without a token', token: '', status: 401, says: 'Requires authentication' },
  { who: 'an unknown token', token: 'ghs_no', status: 401, says: 'Bad credentials' },
  { who: 'a caller who cannot see the repository', permissions: {}, status: 404, says: 'Not Found' },
  {
    who: 'a person who may only read',
    permissions: reader,
    ask: write,
    status: 403,
    says: 'Resource not accessible by personal access token',
    headers,
  },
  {
    who: 'a bot that may only read',
    login: 'fleet[bot]',
    permissions: reader,
    ask: write,
    status: 403,
    says: 'Resource not accessible by integration',
    headers,
  },
  {
    who: 'a bot that lacks both of two permissions',
    login: 'fleet[bot]',
    permissions: reader,
    ask: label,
    status: 403,
    says: 'Resource not accessible by integration',
    headers: { 'x-accepted-github-permissions': 'issues=write; pull_requests=write' },
  },
])('$who is refused with $status $says', async (row) => {
  const { login = 'ada', permissions = fleetPermissions, status, says, headers = {} } = row;
  const { github } = await start();
  const octokit = octokitFor(github, row.token ?? github.tokenFor(login, permissions));
  const asked = row.ask === undefined ? octokit.rest.pulls.list(fleetRepo) : row.ask(octokit);
  await expect(asked).rejects.toMatchObject({ status, response: { data: { message: says }, headers } });
});
