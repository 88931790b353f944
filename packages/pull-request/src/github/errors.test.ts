import { type FailedRequest, forgeErrorOf } from './errors';

const at = { operation: 'open it', repository: 'acme/fleet', host: 'api.github.com', now: new Date(0) };
const pulls = 'POST /repos/{owner}/{repo}/pulls';
const refs = 'POST /repos/{owner}/{repo}/git/refs';
const person = 'Resource not accessible by personal access token';
const mayNot = (text: string) => `the App or the token may not do it (403: ${text})`;

/** What the test server does not play. */
const rows: readonly (Partial<FailedRequest> & {
  readonly what: string;
  readonly code: string;
  readonly why: string;
  readonly permission?: string;
})[] = [
  {
    what: 'alternatives of permissions',
    status: 403,
    text: person,
    headers: { 'x-accepted-github-permissions': 'contents=write,workflows=write; administration=write' },
    code: 'permission',
    permission: 'contents=write,workflows=write or administration=write',
    why: mayNot(person),
  },
  {
    what: 'no word of permissions, of a pull request',
    status: 403,
    text: person,
    code: 'permission',
    permission: 'pull_requests=write',
    why: mayNot(person),
  },
  {
    what: 'no word of permissions, of a branch',
    status: 403,
    text: person,
    route: refs,
    code: 'permission',
    permission: 'contents=write',
    why: mayNot(person),
  },
  {
    what: 'no word of permissions, of statuses',
    status: 403,
    text: person,
    route: 'GET /repos/{owner}/{repo}/commits/{ref}/status',
    code: 'permission',
    permission: 'statuses=read',
    why: mayNot(person),
  },
  {
    what: 'a header that is none',
    status: 403,
    text: person,
    headers: { 'x-accepted-github-permissions': '<b>all' },
    code: 'permission',
    permission: 'pull_requests=write',
    why: mayNot(person),
  },
  {
    what: 'single sign-on',
    status: 403,
    text: 'Resource protected by organization SAML enforcement.',
    headers: { 'x-github-sso': 'required; url=https://github.com/orgs/acme/sso' },
    code: 'permission',
    why: 'the organization wants single sign-on of the token: authorize the token for it (403)',
  },
  {
    what: 'an archived repository',
    status: 403,
    text: 'Repository was archived so is read-only.',
    code: 'refused',
    why: 'the repository is archived: unarchive it (403: Repository was archived so is read-only.)',
  },
  {
    what: 'rules of the repository',
    status: 422,
    text: 'Repository rule violations found',
    code: 'refused',
    why: 'GitHub does not take it (422: Repository rule violations found)',
  },
  {
    what: 'the old word for the secondary limit',
    status: 403,
    text: 'You have triggered an abuse detection mechanism.',
    code: 'limit',
    why: 'it was too much in too short a time, and api.github.com wants to be left alone for a while (403)',
  },
  {
    what: 'an empty repository',
    status: 409,
    text: 'Git Repository is empty.',
    code: 'refused',
    why: 'GitHub does not take it (409: Git Repository is empty.)',
  },
  {
    what: 'a validation',
    status: 422,
    text: 'Validation Failed',
    code: 'refused',
    why: 'GitHub does not take it (422: Validation Failed)',
  },
];

test.each(rows)('an answer with $what is "$code"', ({ code, why, permission, ...given }) => {
  const error = forgeErrorOf({ text: '', headers: {}, route: pulls, ...given }, at);
  expect([error.code, error.message, error.permission]).toEqual([code, why, permission]);
});
