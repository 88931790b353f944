import { z } from 'zod';
import { asZodIssue, type Remedies } from '../issue/zod-issues';

/** How often a run may write, where it may be other than the default; what each is: docs/decisions/0038. */
const LimitsShape = z.strictObject({
  /** Pull requests of ours that are open at one time. GitHub advises 1,000 in all onto one branch. */
  openPulls: z.int().min(1).max(500).optional(),
  pullsPerMinute: z.int().min(1).max(30).optional(),
  pullsPerHour: z.int().min(1).max(400).optional(),
  /** Branches made, moved or deleted. GitHub advises 6 pushes. */
  refWritesPerMinute: z.int().min(1).max(60).optional(),
  /** Minutes after which a run begins nothing new: an app's token in CI lives 60. */
  minutes: z.int().min(1).max(600).optional(),
});

/** How pull requests on the fleet repository are opened. Credentials are never in it. */
export const PullRequestsShape = z.strictObject({
  /** GitHub's API, where it is not that of the repository's host: `https://github.example.com/api/v3`. */
  apiUrl: z.string().superRefine(refuseApiUrl).optional(),
  labels: z
    .array(
      z
        .string()
        .regex(/^[\w][\w ./:+-]{0,48}[\w]$/, 'it is not a label of letters, digits and " ./:+-_"')
        .refine((label) => label !== 'fleet/hold', 'it would hold each pull request from its beginning'),
    )
    .readonly()
    .default([]),
  /** Logins of people who are asked to review a new pull request. */
  reviewers: z
    .array(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/, 'it is not a login'))
    .readonly()
    .default([]),
  /** Slugs of teams of the repository's organisation; GitHub wants the permission `members: read` for them. */
  teamReviewers: z
    .array(z.string().regex(/^[a-z0-9][a-z0-9_-]{0,99}$/, 'it is not the slug of a team'))
    .readonly()
    .default([]),
  /** Whether new pull requests are drafts. */
  draft: z.boolean().default(false),
  /** Files of the campaigns that go on: their members are proposed in their waves, and not beside them. */
  campaigns: z.array(z.string().min(1)).readonly().default([]),
  limits: LimitsShape.prefault({}),
});

export type PullRequests = z.output<typeof PullRequestsShape>;

const api = "Write a URL such as 'https://github.example.com/api/v3'";

export const pullRequestsRemedies: Remedies = {
  pullRequests: "Write { labels: ['fleet'], reviewers: ['octocat'], draft: false }",
  'pullRequests.apiUrl': api,
  'pullRequests.labels': "Write labels such as ['fleet']",
  'pullRequests.labels[]': "Write a label such as 'fleet'",
  'pullRequests.reviewers': "Write logins such as ['octocat']",
  'pullRequests.reviewers[]': "Write a login such as 'octocat'",
  'pullRequests.teamReviewers': "Write slugs of teams such as ['platform']",
  'pullRequests.teamReviewers[]': "Write the slug of a team such as 'platform'",
  'pullRequests.draft': 'Write true or false',
  'pullRequests.campaigns': "Write files such as ['sovereigns/cilium.campaign.yaml']",
  'pullRequests.campaigns[]': "Write a file such as 'sovereigns/cilium.campaign.yaml'",
  'pullRequests.limits': 'Write { openPulls: 100, pullsPerHour: 80 }',
  'pullRequests.limits.openPulls': 'Write a number from 1 to 500',
  'pullRequests.limits.pullsPerMinute': 'Write a number from 1 to 30',
  'pullRequests.limits.pullsPerHour': 'Write a number from 1 to 400',
  'pullRequests.limits.refWritesPerMinute': 'Write a number from 1 to 60',
  'pullRequests.limits.minutes': 'Write a number of minutes from 1 to 600',
};

// A token is sent there, so it is https, but for a server on this machine.
function refuseApiUrl(text: string, context: z.RefinementCtx): void {
  const problem = apiUrlProblem(text);
  if (problem !== undefined) context.addIssue(asZodIssue({ code: 'malformed', problem, remedy: api }));
}

/** Why a URL is not one that a token may be sent to. */
export function apiUrlProblem(text: string): string | undefined {
  if (!URL.canParse(text)) return 'it is not a URL';
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  const isLocal = ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
  if (protocol !== 'https:' && !(protocol === 'http:' && isLocal)) return 'a token is sent there, so it is https://';
  if (username !== '' || password !== '') return 'it has credentials, which come from the environment';
  return search === '' && hash === '' ? undefined : 'it has "?" or "#", and the URL of an API has neither';
}
