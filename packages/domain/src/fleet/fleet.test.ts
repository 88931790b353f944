import fc from 'fast-check';
import { issuesOfTakenFqdns, parseFleet, repositoryOf } from './fleet';
import { formatIssue } from '../issue/issue';
import { parseSovereign } from '../sovereign/sovereign';

const source = 'sovereigns/fleet.ts';
const repository = { url: 'https://git.example.com/platform/fleet', branch: 'main' };
const fleet = { domain: 'fleet.example.com', repository };

function messages(spec: unknown): readonly string[] {
  const result = parseFleet(source, spec);
  return result.ok ? [] : result.issues.map((issue) => formatIssue(issue).replace(`${source}: `, ''));
}

test('what a fleet does not say has its default', () => {
  const pullRequests = { labels: [], reviewers: [], teamReviewers: [], draft: false, limits: {}, campaigns: [] };
  const value = { ...fleet, registryMirror: 'harbor.openova.io', shards: {}, pullRequests };
  expect(parseFleet(source, fleet)).toEqual({ ok: true, value });
});

test.each(['https://git.example.com/a/b.git', 'ssh://git@git.example.com:22/a/b', 'http://git.example.com/a'])(
  'Flux reads %s',
  (url) => {
    expect(messages({ ...fleet, repository: { ...repository, url } })).toEqual([]);
  },
);

const urlRemedy = "Write a URL such as 'https://example.com/org/fleet'.";

test.each<{ what: string; spec: unknown; says: readonly string[] }>([
  {
    what: 'no domain',
    spec: { repository },
    says: ["domain is not set: it must be given. Write the domain for new Sovereigns, such as 'example.com'."],
  },
  {
    what: 'a domain that is none',
    spec: { ...fleet, domain: 'example' },
    says: [
      'domain is "example": it has one label, and an FQDN has two or more. Write a DNS name such as ' +
        '"acme.example.com".',
    ],
  },
  {
    what: 'an address for scp',
    spec: { ...fleet, repository: { ...repository, url: 'git.example.com:a/b' } },
    says: [
      'repository.url is "git.example.com:a/b": Flux reads a GitRepository by https://, ssh:// or ' +
        `http://. ${urlRemedy}`,
    ],
  },
  {
    what: 'a URL that is none',
    spec: { ...fleet, repository: { ...repository, url: 'https://a b' } },
    says: [`repository.url is "https://a b": it is not a URL. ${urlRemedy}`],
  },
  {
    what: 'credentials, which are not printed',
    spec: { ...fleet, repository: { ...repository, url: 'https://me:s3cret@git.example.com/a' } },
    says: [
      'repository.url is "https://…@git.example.com/a": it has credentials, and what is compiled is ' +
        `not secret. ${urlRemedy}`,
    ],
  },
  {
    what: 'a token in the query',
    spec: { ...fleet, repository: { ...repository, url: 'https://git.example.com/a?private_token=s3cret' } },
    says: [
      'repository.url is "https://git.example.com/a?…": it has "?" or "#", and the URL of a repository ' +
        `has neither. ${urlRemedy}`,
    ],
  },
  {
    what: 'a token of its own',
    spec: { ...fleet, repository: { ...repository, token: 's3cret' } },
    says: ['repository.token is …: there is no such key. Remove it; the keys are url, branch.'],
  },
  {
    what: 'a repository of another name, whose values are not printed',
    spec: { ...fleet, repo: { url: 'https://me:s3cret@git.example.com/a' } },
    says: ['repo is { url }: there is no such key. Write "repository".'],
  },
  {
    what: 'a list in place of the repository',
    spec: { ...fleet, repository: ['https://me:s3cret@git.example.com/a'] },
    says: [
      'repository is ["https://…@git.example.com/a"]: it must be an object. Write { url: ' +
        `'https://example.com/org/fleet', branch: 'main' }.`,
    ],
  },
  {
    what: 'a port that is none',
    spec: { ...fleet, registryMirror: 'harbor.example.com:99999' },
    says: [
      'registryMirror is "harbor.example.com:99999": what follows the host is not a port. Write a ' +
        `registry host such as 'harbor.openova.io'.`,
    ],
  },
  {
    what: 'a branch that is none',
    spec: { ...fleet, repository: { ...repository, branch: 'a..b' } },
    says: [`repository.branch is "a..b": it is not the name of a branch. Write a branch such as 'main'.`],
  },
  {
    what: 'a mirror that reads like a number',
    spec: { ...fleet, registryMirror: '1.10' },
    says: [
      'registryMirror is "1.10": its last label "10" is not a top-level domain. Write a registry host ' +
        `such as 'harbor.openova.io'.`,
    ],
  },
  {
    what: 'a shard in its own repository, and two in another one',
    spec: {
      ...fleet,
      shards: {
        eu: { url: 'ssh://git@git.example.com/Platform/fleet.git', branch: 'eu' },
        us: { url: 'https://git.example.com/platform/fleet-us', branch: 'main' },
        asia: { url: 'https://git.example.com/platform/fleet-us/', branch: 'main' },
      },
    },
    says: [
      'shards.eu.url is "ssh://…@git.example.com/Platform/fleet.git": the fleet itself has this ' +
        'repository. Write the URL of another repository.',
      'shards.asia.url is "https://git.example.com/platform/fleet-us/": the shard "us" has this ' +
        'repository. Write the URL of another repository.',
    ],
  },
  {
    what: 'a key that is like none',
    spec: { ...fleet, zzz: 1 },
    says: [
      'zzz is 1: there is no such key. Remove it; the keys are domain, repository, shards, ' +
        'pullRequests, registryMirror.',
    ],
  },
  {
    what: 'a key that is like none in a shard',
    spec: { ...fleet, shards: { eu: { url: 'https://git.example.com/eu', branch: 'main', zzz: 1 } } },
    says: ['shards.eu.zzz is 1: there is no such key. Remove it; the keys are url, branch.'],
  },
  {
    what: 'a shard without a branch',
    spec: { ...fleet, shards: { eu: { url: 'https://git.example.com/eu' } } },
    says: [`shards.eu.branch is not set: it must be given. Write a branch such as 'main'.`],
  },
  {
    what: 'a limit that there is not',
    spec: { ...fleet, pullRequests: { limits: { zzz: 1 } } },
    says: [
      'pullRequests.limits.zzz is 1: there is no such key. Remove it; the keys are openPulls, ' +
        'pullsPerMinute, pullsPerHour, refWritesPerMinute, minutes.',
    ],
  },
  {
    what: 'a misspelt key',
    spec: { ...fleet, registryMiror: 'harbor.example.com' },
    says: ['registryMiror is "harbor.example.com": there is no such key. Write "registryMirror".'],
  },
])('a fleet with $what is refused', ({ spec, says }) => {
  expect(messages(spec)).toEqual(says);
});

const apiRemedy = "Write a URL such as 'https://github.example.com/api/v3'.";

test.each<{ pullRequests: unknown; says: readonly string[] }>([
  {
    pullRequests: { apiUrl: 'http://github.example.com/api/v3' },
    says: [
      'pullRequests.apiUrl is "http://github.example.com/api/v3": a token is sent there, so it is ' +
        `https://. ${apiRemedy}`,
    ],
  },
  {
    pullRequests: { apiUrl: 'https://me:s3cret@github.example.com' },
    says: [
      'pullRequests.apiUrl is "https://…@github.example.com": it has credentials, which come from the ' +
        `environment. ${apiRemedy}`,
    ],
  },
  {
    pullRequests: { apiUrl: 'https://github.example.com?token=s3cret' },
    says: [
      'pullRequests.apiUrl is "https://github.example.com?…": it has "?" or "#", and the URL of an API ' +
        `has neither. ${apiRemedy}`,
    ],
  },
  { pullRequests: { apiUrl: 'github' }, says: [`pullRequests.apiUrl is "github": it is not a URL. ${apiRemedy}`] },
  {
    pullRequests: { labels: ['a,b'] },
    says: [
      'pullRequests.labels[0] is "a,b": it is not a label of letters, digits and " ./:+-_". Write a ' +
        `label such as 'fleet'.`,
    ],
  },
  {
    pullRequests: { labels: ['fleet/hold'] },
    says: [
      'pullRequests.labels[0] is "fleet/hold": it would hold each pull request from its beginning. ' +
        `Write a label such as 'fleet'.`,
    ],
  },
  {
    pullRequests: { campaigns: [''] },
    says: [
      'pullRequests.campaigns[0] is "": it must have at least 1. Write a file such as ' +
        `'sovereigns/cilium.campaign.yaml'.`,
    ],
  },
  {
    pullRequests: { reviewers: ['@octocat'] },
    says: [`pullRequests.reviewers[0] is "@octocat": it is not a login. Write a login such as 'octocat'.`],
  },
  {
    pullRequests: { teamReviewers: ['org/platform'] },
    says: [
      'pullRequests.teamReviewers[0] is "org/platform": it is not the slug of a team. Write the slug ' +
        `of a team such as 'platform'.`,
    ],
  },
  {
    pullRequests: { token: 's3cret' },
    says: [
      'pullRequests.token is …: there is no such key. Remove it; the keys are apiUrl, labels, ' +
        'reviewers, teamReviewers, draft, campaigns, limits.',
    ],
  },
  {
    pullRequests: { limits: { openPulls: 0 } },
    says: ['pullRequests.limits.openPulls is 0: it must have at least 1. Write a number from 1 to 500.'],
  },
  {
    pullRequests: { limits: { pullsPerHour: 5000 } },
    says: ['pullRequests.limits.pullsPerHour is 5000: it must have at most 400. Write a number from 1 to 400.'],
  },
  {
    pullRequests: { limits: { openPull: 10 } },
    says: ['pullRequests.limits.openPull is 10: there is no such key. Write "openPulls".'],
  },
])('pull requests with $pullRequests are refused', ({ pullRequests, says }) => {
  expect(messages({ ...fleet, pullRequests })).toEqual(says);
});

test.each(['https://api.github.com', 'http://127.0.0.1:3000/api/v3'])('pull requests are opened by %s', (apiUrl) => {
  expect(messages({ ...fleet, pullRequests: { apiUrl } })).toEqual([]);
});

test.each<{ shards: unknown; says: readonly string[] }>([
  {
    shards: { eu: { url: 'https://git.example.com/fleet-eu', branch: 'a..b' } },
    says: [`shards.eu.branch is "a..b": it is not the name of a branch. Write a branch such as 'main'.`],
  },
  {
    shards: { 'E U': { ...repository, url: 'https://git.example.com/platform/fleet-eu' } },
    says: [`shards["E U"] is { url, branch }: it is not a DNS label of a-z, 0-9 and "-". Write a name such as 'eu'.`],
  },
])('shards $shards are refused', ({ shards, says }) => {
  expect(messages({ ...fleet, shards })).toEqual(says);
});

const eu = { url: 'https://git.example.com/platform/fleet-eu', branch: 'main' };

test.each([
  { shard: undefined, gives: repository },
  { shard: 'eu', gives: eu },
])('a Sovereign of the shard $shard is in its repository', ({ shard, gives }) => {
  const result = parseFleet(source, { ...fleet, shards: { eu } });
  expect(result.ok && repositoryOf({ name: 'acme' as never, shard }, result.value)).toEqual(gives);
});

test('an FQDN that two Sovereigns claim is refused for the second', () => {
  const regions = [{ key: 'fsn1', provider: 'hetzner' }];
  const sovereigns = ['acme', 'globex'].flatMap((name) => {
    const spec = { fqdn: 'acme.example.com', environment: 'prod', regions };
    const result = parseSovereign({ source: `sovereigns/${name}/sovereign.ts`, name, spec });
    return result.ok ? [result.value] : [];
  });
  expect(issuesOfTakenFqdns(sovereigns).map(formatIssue)).toEqual([
    'sovereigns/globex/sovereign.ts: fqdn is "acme.example.com": the Sovereign "acme" has this FQDN ' +
      '(sovereigns/acme/sovereign.ts). Write another FQDN.',
  ]);
});

test.each([
  'HTTPS://git.example.com/a',
  'https:git.example.com/a',
  'https:///a',
  String.raw`https://git.example.com\a`,
  'ssh://git@git.example.com/a#b',
])('Flux does not read %s', (url) => {
  expect(messages({ ...fleet, repository: { ...repository, url } })).toHaveLength(1);
});

test('a fleet that throws when it is read is refused', () => {
  const spec = {
    get domain() {
      throw new Error('not now');
    },
  };
  expect(messages(spec)).toEqual(['error is "not now": what the file exports cannot be read. Export plain data.']);
});

test('any junk is refused with Issues, and nothing is thrown', () => {
  fc.assert(
    fc.property(fc.anything({ withBigInt: true, withNullPrototype: true }), (spec) => {
      expect(messages(spec)).not.toEqual([]);
    }),
    { numRuns: 1000 },
  );
});
