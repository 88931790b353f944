import { type Failure, forgeErrorOf } from './octokit-errors';

const at = { operation: 'open it', repository: 'acme/fleet', host: 'api.github.com', now: new Date(0) };
const pulls = 'POST /repos/{owner}/{repo}/pulls';
const refs = 'POST /repos/{owner}/{repo}/git/refs';
const lacks = (permission: string, text: string) =>
  `it may not, since it lacks the permission ${permission} (403: ${text}). Give it to the App or the token.`;
const person = 'Resource not accessible by personal access token';

/** What the test server does not play. */
const rows: readonly (Partial<Failure> & { readonly what: string; readonly kind: string; readonly why: string })[] = [
  {
    what: 'alternatives of permissions',
    status: 403,
    text: person,
    headers: { 'x-accepted-github-permissions': 'contents=write,workflows=write; administration=write' },
    kind: 'permission',
    why: lacks('contents=write,workflows=write or administration=write', person),
  },
  {
    what: 'no word of permissions, of a pull request',
    status: 403,
    text: person,
    kind: 'permission',
    why: lacks('pull_requests=write', person),
  },
  {
    what: 'no word of permissions, of a branch',
    status: 403,
    text: person,
    route: refs,
    kind: 'permission',
    why: lacks('contents=write', person),
  },
  {
    what: 'no word of permissions, of statuses',
    status: 403,
    text: person,
    route: 'GET /repos/{owner}/{repo}/commits/{ref}/status',
    kind: 'permission',
    why: lacks('statuses=read', person),
  },
  {
    what: 'a header that is none',
    status: 403,
    text: person,
    headers: { 'x-accepted-github-permissions': '<b>all' },
    kind: 'permission',
    why: lacks('pull_requests=write', person),
  },
  {
    what: 'single sign-on',
    status: 403,
    text: 'Resource protected by organization SAML enforcement.',
    headers: { 'x-github-sso': 'required; url=https://github.com/orgs/acme/sso' },
    kind: 'permission',
    why: 'the organization wants single sign-on of the token (403). Authorize the token for it.',
  },
  {
    what: 'an archived repository',
    status: 403,
    text: 'Repository was archived so is read-only.',
    kind: 'refused',
    why: 'the repository is archived, so nobody can write to it (403). Unarchive it.',
  },
  {
    what: 'rules of the repository',
    status: 422,
    text: 'Repository rule violations found',
    kind: 'refused',
    why: 'GitHub refuses it (422: Repository rule violations found). Let the App or the token past the rule that protects the branch, or name another branch.',
  },
  {
    what: 'the old word for the secondary limit',
    status: 403,
    text: 'You have triggered an abuse detection mechanism.',
    kind: 'limit',
    why: 'it was too much in too short a time for api.github.com (403). Ask again in 60 seconds.',
  },
  {
    what: 'an empty repository',
    status: 409,
    text: 'Git Repository is empty.',
    kind: 'refused',
    why: 'GitHub refuses it (409: Git Repository is empty.).',
  },
  {
    what: 'a validation',
    status: 422,
    text: 'Validation Failed',
    kind: 'refused',
    why: 'GitHub refuses it (422: Validation Failed).',
  },
];

test.each(rows)('$what: $kind', ({ kind, why, ...given }) => {
  // prettier-ignore
  const error = forgeErrorOf({ text: '', headers: {}, route: pulls, ...given }, at);
  expect([error.kind, error.message]).toEqual([kind, `Cannot open it in acme/fleet: ${why}`]);
});
