// For tests: pull requests of every Forge.
import { failureCodeOf, type Start, startFiles } from './contract-world';
import { branch, folder } from './example-acme';
import type { Forge, NewPullRequest } from '../forge/forge';
import type { Sha } from '../forge/git-object';
import { exampleBranch } from './example-desired';

/** A branch with one commit upon the base, and what a pull request of it says. */
async function proposeChange(forge: Forge, text = 'x'): Promise<{ readonly head: Sha; readonly pull: NewPullRequest }> {
  const { base } = await forge.look(branch);
  const tree = await forge.putTree(base.root, new Map([[`${folder}/a.yaml`, text]]));
  const head = await forge.putCommit({ message: 'Change', tree, parents: [base.commit] });
  await forge.createBranch(branch, head);
  return { head, pull: { branch, title: 'Title', body: 'Body\n\nwith lines', draft: false } };
}

export function pulls(start: Start): void {
  test('a pull request is opened once, and seen with its branch', async () => {
    const { forge } = await start(startFiles);
    const { head, pull } = await proposeChange(forge);
    const opened = await forge.openPull(pull);
    expect(opened).toMatchObject({ title: 'Title', body: 'Body\n\nwith lines', head, labels: [] });
    expect((await forge.look(branch)).proposed).toMatchObject({
      head,
      pull: { number: opened.number, url: opened.url },
    });
    expect((await forge.snapshot()).proposed.get(branch)?.pull?.number).toBe(opened.number);
    expect(await failureCodeOf(forge.openPull(pull))).toBe('conflict');
  });

  test('a pull request without a commit of its own is a conflict', async () => {
    const { forge } = await start(startFiles);
    const { base } = await forge.snapshot();
    await forge.createBranch(branch, base.commit);
    expect(await failureCodeOf(forge.openPull({ branch, title: 'Title', body: '', draft: false }))).toBe('conflict');
  });

  test('the title and the text of a pull request are changed one without the other', async () => {
    const { forge } = await start(startFiles);
    const { number } = await forge.openPull((await proposeChange(forge)).pull);
    await forge.editPull(number, { title: 'Other title' });
    await forge.editPull(number, { body: 'Other body' });
    const { proposed: after } = await forge.look(branch);
    expect(after.pull).toMatchObject({ title: 'Other title', body: 'Other body' });
  });

  test('the head of a pull request is that of its branch', async () => {
    const { forge, people } = await start(startFiles);
    await forge.openPull((await proposeChange(forge)).pull);
    const head = await people.commit(branch, { 'x.yaml': 'x' });
    expect((await forge.look(branch)).proposed).toMatchObject({ head, pull: { head } });
  });
}

export function retargets(start: Start): void {
  test('a pull request to another base is seen next to a later one to ours', async () => {
    const { forge, people } = await start(startFiles);
    const { pull } = await proposeChange(forge);
    const { number, url } = await forge.openPull(pull);
    await people.commit('release', { 'x.yaml': 'x' });
    await people.retarget(number, 'release');
    const elsewhere = { number, url, base: 'release' };
    for (const seen of [(await forge.look(branch)).proposed, (await forge.snapshot()).proposed.get(branch)]) {
      expect(seen).toMatchObject({ elsewhere });
      expect(seen?.pull).toBeUndefined();
    }
    const second = await forge.openPull(pull);
    expect((await forge.look(branch)).proposed).toMatchObject({ elsewhere, pull: { number: second.number } });
    await people.close(number);
    expect((await forge.look(branch)).proposed.elsewhere).toBeUndefined();
    expect(await forge.closedPulls(branch)).toEqual([]);
  });
}

export function closings(start: Start): void {
  test('closed pull requests come newest first, with their last text and head', async () => {
    const { forge, people } = await start(startFiles);
    const { head, pull } = await proposeChange(forge);
    const first = await forge.openPull(pull);
    await forge.closePull(first.number, 'Closed by us');
    const second = await forge.openPull(pull);
    await people.close(second.number);
    const closed = await forge.closedPulls(branch);
    expect(closed.map(({ number }) => number)).toEqual([second.number, first.number]);
    expect(closed[1]).toMatchObject({ body: 'Closed by us', head, url: first.url });
    expect((await forge.look(branch)).proposed.pull).toBeUndefined();
    expect(await forge.closedPulls(exampleBranch('globex'))).toEqual([]);
  });

  test('deleting a branch closes its pull request', async () => {
    const { forge } = await start(startFiles);
    const { pull, head } = await proposeChange(forge);
    const { number } = await forge.openPull(pull);
    await forge.deleteBranch(branch, head);
    expect((await forge.closedPulls(branch)).map((pull) => pull.number)).toEqual([number]);
  });

  test('merged pull requests are not among the closed', async () => {
    const { forge, people } = await start(startFiles);
    const { number } = await forge.openPull((await proposeChange(forge)).pull);
    await people.merge(number);
    expect(await forge.closedPulls(branch)).toEqual([]);
    // And it is the merge that changed the folder, not the commit on the branch.
    expect((await forge.lastChange(folder))?.commit).toBe((await forge.snapshot()).base.commit);
    expect((await forge.look(branch)).proposed.pull).toBeUndefined();
  });
}

export function labels(start: Start): void {
  test('labels are added to those that are there, and remembered once they are off', async () => {
    const { forge, people } = await start(startFiles);
    const { number } = await forge.openPull((await proposeChange(forge)).pull);
    await forge.addLabels(number, ['fleet']);
    await forge.addLabels(number, ['fleet', 'prod']);
    await people.removeLabel(number, 'prod');
    expect((await forge.look(branch)).proposed.pull?.labels).toEqual(['fleet']);
    expect([...new Set(await forge.labelsEverOn(number))].sort()).toEqual(['fleet', 'prod']);
  });

  test('reviewers can be requested', async () => {
    const { forge } = await start(startFiles);
    const { number } = await forge.openPull((await proposeChange(forge)).pull);
    await expect(forge.requestReviewers(number, { users: ['octocat'], teams: [] })).resolves.toBeUndefined();
  });

  test('a reviewer who was dropped by a person is still known to have been asked', async () => {
    const { forge, people } = await start(startFiles);
    const opened = await forge.openPull((await proposeChange(forge)).pull);
    expect(opened.reviewers).toEqual({ users: [], teams: [] });
    const { number } = opened;
    const sought = { users: ['octocat', 'hubot'], teams: ['platform'] };
    expect(await forge.reviewersEverOn(number, sought)).toEqual({ users: [], teams: [] });
    const asked = { users: ['octocat'], teams: ['platform'] };
    await forge.requestReviewers(number, asked);
    expect((await forge.look(branch)).proposed.pull?.reviewers).toEqual(asked);
    expect((await forge.snapshot()).proposed.get(branch)?.pull?.reviewers).toEqual(asked);
    await people.dropReviewer(number, 'octocat');
    expect((await forge.look(branch)).proposed.pull?.reviewers).toEqual({ users: [], teams: ['platform'] });
    expect(await forge.reviewersEverOn(number, sought)).toEqual(asked);
  });
}

export function merges(start: Start): void {
  test('a merge is pinned to the head that was looked at', async () => {
    const { forge } = await start(startFiles);
    const { head, pull } = await proposeChange(forge);
    const { number } = await forge.openPull(pull);
    const { base } = await forge.snapshot();
    expect(await failureCodeOf(forge.mergePull(number, base.commit))).toBe('conflict');
    await forge.mergePull(number, head);
    const after = await forge.look(branch);
    expect(after.base.root).toBe((await forge.commit(head)).tree);
    expect(after.proposed.pull).toBeUndefined();
  });
}
