import fc from 'fast-check';
import { issuesOfTakenFqdns, parseFleet, repositoryOf } from './fleet';
import { formatIssue } from '../issue/issue';
import { parseSovereign } from '../sovereign/sovereign';
import { fleet, fleetMessages, fleetSource, repository } from '../testing/example-fleet';

test('what a fleet does not say has its default', () => {
  const pullRequests = { labels: [], reviewers: [], teamReviewers: [], draft: false, limits: {}, campaigns: [] };
  const value = {
    ...fleet,
    source: fleetSource,
    kits: [],
    health: 'commit-status',
    fluxInstall: 'elsewhere',
    registryMirror: 'harbor.openova.io',
    shards: {},
    pullRequests,
  };
  expect(parseFleet(fleetSource, fleet)).toEqual({ ok: true, value });
});

test.each(['https://git.example.com/a/b.git', 'ssh://git@git.example.com:22/a/b', 'http://git.example.com/a'])(
  'Flux reads %s',
  (url) => {
    expect(fleetMessages({ ...fleet, repository: { ...repository, url } })).toEqual([]);
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
    what: 'layers of a kit that are none, in the words of whoever wrote openova.with({ … })',
    spec: { ...fleet, kits: [{ name: 'openova', with: { features: { dns: 1 }, x: 1 } }] },
    says: [
      'kits[0].with.features.dns is 1: it must be a boolean. Write true or false.',
      'kits[0].with.x is 1: there is no such key. Remove it; the keys are parameters, features, versions, overrides, ' +
        'environments, providers.',
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
    what: 'a source of health that there is not',
    spec: { ...fleet, health: 'metrics' },
    says: ['health is "metrics": there is no such value. Write one of commit-status, none.'],
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
      'zzz is 1: there is no such key. Remove it; the keys are kits, domain, repository, shards, ' +
        'pullRequests, health, fluxInstall, network, registryMirror, mirroredRegistries.',
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
  expect(fleetMessages(spec)).toEqual(says);
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
  expect(fleetMessages({ ...fleet, shards })).toEqual(says);
});

const eu = { url: 'https://git.example.com/platform/fleet-eu', branch: 'main' };

test.each([
  { shard: undefined, gives: repository },
  { shard: 'eu', gives: eu },
])('a Sovereign of the shard $shard is in its repository', ({ shard, gives }) => {
  const result = parseFleet(fleetSource, { ...fleet, shards: { eu } });
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
  expect(fleetMessages({ ...fleet, repository: { ...repository, url } })).toHaveLength(1);
});

test('a fleet that throws when it is read is refused', () => {
  const spec = {
    get domain() {
      throw new Error('not now');
    },
  };
  expect(fleetMessages(spec)).toEqual(['error is "not now": what the file exports cannot be read. Export plain data.']);
});

test('any junk is refused with Issues, and nothing is thrown', () => {
  fc.assert(
    fc.property(fc.anything({ withBigInt: true, withNullPrototype: true }), (spec) => {
      expect(fleetMessages(spec)).not.toEqual([]);
    }),
    { numRuns: 1000 },
  );
});
