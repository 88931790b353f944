import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheIn } from '../testing/cache-in';
import { forgeOn, present, startForge, stopAll } from '../testing/forge-on-github';
import { acme, acmeFiles, propose } from '../testing/propose-on-github';

afterEach(stopAll);

test('it is looked up once that all reviewers were asked, and each time that one was not', async () => {
  const cacheFolder = mkdtempSync(join(tmpdir(), 'objects-'));
  const { github, forge } = await startForge(
    { files: acmeFiles, collaborators: ['ada', 'bob'] },
    { cache: cacheIn(cacheFolder) },
  );
  await propose(forge, acme, new Map([['clusters/x', 'x']]));
  const events = 'GET /repos/{owner}/{repo}/issues/{issue_number}/events';
  const [ada, both] = [['ada'], ['Ada', 'bob']].map((users) => ({ users, teams: [] }));
  await forge.requestReviewers(1, present(ada));
  github.dropReviewer(1, 'ada');
  for (const sought of [present(both), present(both)]) {
    expect(await forge.reviewersEverOn(1, sought)).toEqual({ users: ['Ada'], teams: [] });
  }
  expect(github.counts()[events]).toBe(2);
  const { forge: later } = await forgeOn(github, { cache: cacheIn(cacheFolder) });
  for (const asked of [forge, forge, later]) expect(await asked.reviewersEverOn(1, present(ada))).toEqual(ada);
  expect(github.counts()[events]).toBe(3);
  rmSync(cacheFolder, { recursive: true });
});

test('labels that a pull request once had are found in its events', async () => {
  const { github, forge } = await startForge({ files: acmeFiles });
  await propose(forge, acme, new Map([['clusters/x', 'x']]));
  await forge.addLabels(1, ['one', 'two']);
  await forge.addLabels(1, ['two', 'three']);
  const headers = { authorization: `token ${github.token}` };
  await fetch(`${github.url}/repos/acme/fleet/issues/1/labels/one`, { method: 'DELETE', headers });
  expect(await forge.labelsEverOn(1)).toEqual(['one', 'two', 'three']);
  expect((await forge.look(acme)).proposed.pull?.labels).toEqual(['two', 'three']);
});
