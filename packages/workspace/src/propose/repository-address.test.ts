import { formatIssue, isRefusal, parseFleet, valueOf } from '@sovereign-fleet/domain';
import { addressOf } from './repository-address';

function address(url: string, more: { readonly apiUrl?: string; readonly environment?: string } = {}): unknown {
  const { apiUrl, environment } = more;
  const repository = { url, branch: 'main' };
  const pullRequests = apiUrl === undefined ? {} : { apiUrl };
  const fleet = valueOf(parseFleet('sovereigns/fleet.ts', { domain: 'example.com', repository, pullRequests }));
  const found = addressOf(fleet.repository, fleet, { SOVEREIGN_FLEET_GITHUB_API_URL: environment });
  return isRefusal(found) ? formatIssue(found) : found;
}

const at = { owner: 'org', name: 'fleet' };
const enterprise = 'https://github.example.com/api/v3';

test.each([
  { url: 'https://github.com/org/fleet', gives: { ...at, apiUrl: 'https://api.github.com' } },
  { url: 'https://github.com/org/fleet.git/', gives: { ...at, apiUrl: 'https://api.github.com' } },
  { url: 'ssh://git@github.com/org/fleet.git', gives: { ...at, apiUrl: 'https://api.github.com' } },
  { url: 'https://github.example.com/org/fleet', gives: { ...at, apiUrl: enterprise } },
  { url: 'ssh://git@github.example.com:2222/org/fleet', gives: { ...at, apiUrl: enterprise } },
  {
    url: 'https://github.example.com:8443/org/fleet',
    gives: { ...at, apiUrl: 'https://github.example.com:8443/api/v3' },
  },
  {
    url: 'https://git.example.com/org/fleet',
    apiUrl: 'https://api.example.com',
    gives: { ...at, apiUrl: 'https://api.example.com' },
  },
  {
    url: 'https://git.example.com/org/fleet',
    apiUrl: 'https://api.example.com',
    environment: 'http://127.0.0.1:8080',
    gives: { ...at, apiUrl: 'http://127.0.0.1:8080' },
  },
  {
    url: 'https://git.example.com/a/b/c',
    gives:
      'sovereigns/fleet.ts: repository.url is "https://git.example.com/a/b/c": its path is not that of a ' +
      "repository on GitHub. Write a URL such as 'https://github.com/<owner>/<name>'.",
  },
  {
    url: 'https://git.example.com/org/fleet',
    environment: 'http://example.com',
    gives:
      'environment: SOVEREIGN_FLEET_GITHUB_API_URL is "http://example.com": a token is sent there, so it is ' +
      "https://. Set it to a URL such as 'http://127.0.0.1:8080', or do not set it.",
  },
])('the repository $url has the address $gives', ({ url, gives, ...more }) => {
  expect(address(url, more)).toEqual(gives);
});
