import fc from 'fast-check';
import { issuesOfTakenFqdns, parseFleet } from './fleet';
import { formatIssue } from './issue';
import { parseSovereign } from './sovereign';

const source = 'sovereigns/fleet.ts';
const repository = { url: 'https://git.example.com/platform/fleet', branch: 'main' };
const fleet = { domain: 'fleet.example.com', repository };

function messages(spec: unknown): readonly string[] {
  const result = parseFleet(source, spec);
  return result.ok ? [] : result.issues.map((issue) => formatIssue(issue).replace(`${source}: `, ''));
}

test('a fleet without a mirror has the default one', () => {
  expect(parseFleet(source, fleet)).toEqual({ ok: true, value: { ...fleet, registryMirror: 'harbor.openova.io' } });
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
      'domain is "example": it has one label, and an FQDN has two or more. Write a DNS name such as "acme.example.com".',
    ],
  },
  {
    what: 'an address for scp',
    spec: { ...fleet, repository: { ...repository, url: 'git.example.com:a/b' } },
    says: [
      `repository.url is "git.example.com:a/b": Flux reads a GitRepository by https://, ssh:// or http://. ${urlRemedy}`,
    ],
  },
  {
    what: 'a URL that is none',
    spec: { ...fleet, repository: { ...repository, url: 'https://a b' } },
    says: [`repository.url is "https://a b": it is no URL. ${urlRemedy}`],
  },
  {
    what: 'credentials, which are not printed',
    spec: { ...fleet, repository: { ...repository, url: 'https://me:s3cret@git.example.com/a' } },
    says: [
      `repository.url is "https://…@git.example.com/a": it has credentials, and what is compiled is not secret. ${urlRemedy}`,
    ],
  },
  {
    what: 'a token in the query',
    spec: { ...fleet, repository: { ...repository, url: 'https://git.example.com/a?private_token=s3cret' } },
    says: [
      `repository.url is "https://git.example.com/a?…": it has "?" or "#", and the URL of a repository has neither. ${urlRemedy}`,
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
      `repository is ["https://…@git.example.com/a"]: it must be an object. Write { url: 'https://example.com/org/fleet', branch: 'main' }.`,
    ],
  },
  {
    what: 'a port that is none',
    spec: { ...fleet, registryMirror: 'harbor.example.com:99999' },
    says: [
      `registryMirror is "harbor.example.com:99999": what follows the host is no port. Write a registry host such as 'harbor.openova.io'.`,
    ],
  },
  {
    what: 'a branch that is none',
    spec: { ...fleet, repository: { ...repository, branch: 'a..b' } },
    says: [`repository.branch is "a..b": it is no branch name. Write a branch such as 'main'.`],
  },
  {
    what: 'a mirror that reads like a number',
    spec: { ...fleet, registryMirror: '1.10' },
    says: [
      `registryMirror is "1.10": its last label "10" is no top-level domain. Write a registry host such as 'harbor.openova.io'.`,
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

test('an FQDN that two Sovereigns claim is refused for the second', () => {
  const regions = [{ key: 'fsn1', provider: 'hetzner' }];
  const sovereigns = ['acme', 'globex'].flatMap((name) => {
    const spec = { fqdn: 'acme.example.com', environment: 'prod', regions };
    const result = parseSovereign({ source: `sovereigns/${name}/sovereign.ts`, name, spec });
    return result.ok ? [result.value] : [];
  });
  expect(issuesOfTakenFqdns(sovereigns).map(formatIssue)).toEqual([
    'sovereigns/globex/sovereign.ts: fqdn is "acme.example.com": the Sovereign "acme" has this FQDN (sovereigns/acme/sovereign.ts). Write another FQDN.',
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
