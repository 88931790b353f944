import { fleet, fleetMessages } from '../testing/example-fleet';

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
  expect(fleetMessages({ ...fleet, pullRequests })).toEqual(says);
});

test.each(['https://api.github.com', 'http://127.0.0.1:3000/api/v3'])('pull requests are opened by %s', (apiUrl) => {
  expect(fleetMessages({ ...fleet, pullRequests: { apiUrl } })).toEqual([]);
});
