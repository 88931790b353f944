import type { OctokitForge } from './octokit';
import { fleetPermissions } from '@sovereign-fleet/github';
import { forgeOn, startForge, stopAll } from '../testing/forge-on-github';
import type { Sha } from '../forge/git-object';
import { failureOf, remedies } from '../testing/failures-on-github';
import { acme } from '../testing/propose-on-github';

const { names, rules } = remedies;

afterEach(stopAll);

test.each([
  {
    name: 'a token that is not valid',
    options: { credentials: { kind: 'token', token: 'wrong' } },
    code: 'authentication',
    says:
      'list the open pull requests: the token or the key is not valid (401). Give a token that is valid, or ' +
      'the key of an app.',
  },
  {
    name: 'a repository that is not there',
    options: { repository: { owner: 'acme', name: 'nowhere' } },
    code: 'not-found',
    says:
      `list the open pull requests: it is not in acme/nowhere, or acme/nowhere is not there (404: Not Found). ` + names,
  },
  {
    name: 'a base branch that is not there',
    options: { baseBranch: 'production' },
    code: 'not-found',
    says:
      `read the base branch production: acme/fleet has no branch "production" onto which pull requests could ` +
      `be made. ${names}`,
  },
] as const)('a repository that cannot be opened is explained: $name', async ({ options, code, says }) => {
  const { github } = await startForge();
  const { forge } = await forgeOn(github, options);
  expect(await failureOf(forge.snapshot())).toEqual({ code, says });
});

test('a branch in the way of ours is refused', async () => {
  const { github, forge } = await startForge();
  github.commit({ branch: 'fleet', files: { a: 'a' } });
  expect(await failureOf(forge.snapshot())).toEqual({
    code: 'refused',
    says:
      `list the branches fleet/*: a branch "fleet" is in the way of the branches "fleet/<sovereign>": rename ` +
      `or delete it. ${rules}`,
  });
});

test('a file in place of the folder of the Sovereigns is refused', async () => {
  const { forge } = await startForge({ files: { clusters: 'a file' } });
  expect(await failureOf(forge.snapshot())).toEqual({
    code: 'refused',
    says:
      `list the Sovereigns: "clusters" is a file or a link there, and not the folder of the Sovereigns: remove ` +
      `it. ${rules}`,
  });
});

test.each([
  {
    lacking: 'contents',
    call: (forge: OctokitForge, base: Sha) => forge.createBranch(acme, base),
    what: 'create the branch fleet/acme',
  },
  {
    lacking: 'pull_requests',
    call: (forge: OctokitForge) => forge.openPull({ branch: acme, title: 't', body: '', draft: false }),
    what: 'open the pull request of fleet/acme',
  },
  {
    lacking: 'statuses',
    call: (forge: OctokitForge, base: Sha) => forge.statuses(base),
    what: 'read the statuses of the commit BASE',
  },
] as const)('a missing permission is named: $lacking', async ({ lacking, call, what }) => {
  const { github, forge } = await startForge();
  const { commit } = (await forge.snapshot()).base;
  const { [lacking]: access, ...permissions } = fleetPermissions;
  const reading = lacking === 'statuses' ? {} : ({ [lacking]: 'read' } as const);
  const token = github.tokenFor('fleet[bot]', { ...permissions, ...reading }); // without one
  const { forge: other } = await forgeOn(github, { credentials: { kind: 'token', token } });
  expect(await failureOf(call(other, commit))).toEqual({
    code: 'permission',
    says:
      `${what.replace('BASE', commit)}: the App or the token may not do it (403: Resource not accessible by ` +
      `integration) (${lacking}=${access}). Give the token this permission on the fleet repository.`,
  });
});
