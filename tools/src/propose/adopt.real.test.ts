import { type ProposeOptions, type ReconcileResult, reconcile } from '@sovereign-fleet/pull-request';
import type { OctokitForge } from '@sovereign-fleet/pull-request/octokit';
import { branchFor, callsSince, desiredFor, type Files, plainOptions, writesIn } from './faulty-fleet';
import { forgeOn, startForge, stopAll } from '@sovereign-fleet/pull-request/testing';

afterEach(stopAll);

const options: ProposeOptions = { ...plainOptions, allowShrink: false, allowRemoval: false };

/** One run for acme, as a person starts it. */
async function run(forge: OctokitForge, files: Files, change: Partial<ProposeOptions> = {}): Promise<ReconcileResult> {
  const { base, proposed } = await forge.snapshot();
  const seen = { base, proposed: proposed.get(branchFor('acme')) ?? {} };
  return await reconcile(forge, seen, { desired: desiredFor('acme', files), options: { ...options, ...change } });
}

test('a pull request whose answer was lost gets its reviewers from the run that finds it, and once', async () => {
  const { github, forge } = await startForge({ collaborators: ['ada'], teams: ['platform'] });
  const reviewers = { users: ['ada'], teams: ['platform'] };
  const pullsRoute = 'POST /repos/{owner}/{repo}/pulls';
  github.fault({ trouble: 'socket reset', on: pullsRoute, when: 'after' });
  github.fault({ trouble: 'secondary rate limit', on: 'POST /repos/{owner}/{repo}/issues/{issue_number}/labels' });
  github.fault({ trouble: 'bad gateway', on: 'POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers' });
  await run(forge, { 'a.yaml': '1' }, { reviewers });
  expect(github.pulls().map((pull) => [pull.labels, pull.reviewers, pull.teams])).toEqual([[[], [], []]]);

  const { forge: next } = await forgeOn(github);
  expect((await run(next, { 'a.yaml': '1' }, { reviewers })).state).toBe('repaired');
  expect(github.pulls().map((pull) => [pull.labels, pull.reviewers, pull.teams])).toEqual([
    [['fleet'], ['ada'], ['platform']],
  ]);
  expect(github.counts()[pullsRoute]).toBe(1);

  github.dropReviewer(1, 'ada');
  expect((await run(next, { 'a.yaml': '1' }, { reviewers })).state).toBe('open-current');
  expect(github.pulls()[0]?.reviewers).toEqual([]);
});

test('a pull request that a person sent to another base is held, and comes back when it does', async () => {
  const { github, forge } = await startForge();
  const { pull } = await run(forge, { 'a.yaml': '1' });
  github.commit({ branch: 'release', files: { 'r.md': 'r' } });
  const retarget = async (base: string) => {
    const headers = { authorization: `token ${github.token}`, 'content-type': 'application/json' };
    await fetch(`${github.url}/repos/acme/fleet/pulls/1`, { method: 'PATCH', headers, body: JSON.stringify({ base }) });
  };
  await retarget('release');
  const before = writesIn(callsSince(github, 0)).length;
  for (const files of [{ 'a.yaml': '1' }, { 'a.yaml': '2' }, {}] as readonly Files[]) {
    expect(await run(forge, files)).toMatchObject({
      state: 'held',
      pull,
      reason:
        'pull request #1 of fleet/acme goes to "release" and not to "main". Change its base to "main", or close it.',
    });
  }
  expect(writesIn(callsSince(github, 0))).toHaveLength(before);
  await retarget('main');
  expect(await run(forge, { 'a.yaml': '2' })).toMatchObject({ state: 'updated', pull });
});

test.each([
  { length: 63_600, state: 'repaired', says: 'Not reviewed' },
  { length: 65_000, state: 'repaired', says: 'The rest has no room here.' },
  { length: 65_536, state: 'open-current', says: 'xxx' },
])('GitHub takes our text beside $length characters of a person', async ({ length, state, says }) => {
  const { github, forge } = await startForge();
  await run(forge, { 'a.yaml': '1' });
  const { forge: person } = await forgeOn(github);
  await person.editPull(1, { body: 'x'.repeat(length) });
  const outcome = await run(forge, { 'a.yaml': '1' });
  expect(outcome.state).toBe(state);
  expect(outcome.warnings).toEqual(
    state === 'repaired'
      ? []
      : [
          'the text of pull request #1 leaves no room for ours: it has 65536 characters, and GitHub takes ' +
            '65536. Shorten it.',
        ],
  );
  expect(github.pulls()[0]?.body).toContain(says);
  expect((await run(forge, { 'a.yaml': '2' })).state).toBe('updated');
  expect((await run(forge, { 'a.yaml': '2' })).state).toBe('open-current');
});
