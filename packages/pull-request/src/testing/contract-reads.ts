// For tests: what every Forge reads.
import { mustBeThere, failureCodeOf, type Start, startFiles } from './contract-world';
import { branch, folder } from './example-acme';
import type { Base } from '../forge/forge';
import { type Sha, sha } from '../forge/git-object';
import { commitMessage } from '../proposal/trailers';

export function readsOfBase(start: Start): void {
  test('a snapshot has the base with its two listings', async () => {
    const { forge } = await start(startFiles);
    const { base, proposed } = await forge.snapshot();
    expect([...base.rootListing.keys()].sort()).toEqual(['README.md', 'clusters']);
    expect([...base.clusters].map(([key, { mode }]) => [key, mode])).toEqual([['acme.example.com', '040000']]);
    expect((await forge.commit(base.commit)).tree).toBe(base.root);
    expect(proposed.size).toBe(0);
  });

  test('a base without clusters has an empty listing of them', async () => {
    const { forge } = await start({ 'README.md': 'Fleet' });
    expect((await forge.snapshot()).base.clusters.size).toBe(0);
  });

  test('the base contains its own commits, and knows who changed a folder last', async () => {
    const { forge, people } = await start(startFiles);
    const changed = await people.commit('main', { [`${folder}/a.yaml`]: 'x' });
    await people.commit('main', { 'README.md': 'Words' });
    const elsewhere = await people.commit(branch, { 'x.yaml': 'x' });
    expect([await forge.isInBase(changed), await forge.isInBase(elsewhere)]).toEqual([true, false]);
    const change = await forge.lastChange(folder);
    expect(change).toEqual({ commit: changed, at: expect.any(Date) as Date });
    expect(Number.isNaN(mustBeThere(change?.at).getTime())).toBe(false);
    expect(await forge.lastChange('clusters/nobody.example.com')).toBeUndefined();
  });
}

export function landings(start: Start): void {
  test.each(['squash', 'merge'] as const)(
    'the last change of a folder is the %s of its pull request',
    async (method) => {
      const { forge, people, anHourLater } = await start(startFiles);
      const { base } = await forge.snapshot();
      const tree = await forge.putTree(base.root, new Map([[`${folder}/a.yaml`, 'x']]));
      const head = await forge.putCommit({ message: ourMessage(base, tree), tree, parents: [base.commit] });
      await forge.createBranch(branch, head);
      const { number } = await forge.openPull({ branch, title: 'Update acme', body: '', draft: false });
      const later = anHourLater();
      await people.merge(number, method);
      const merge = (await forge.look(branch)).base.commit;
      anHourLater();
      await people.commit('main', { 'README.md': 'Words' });
      const change = mustBeThere(await forge.lastChange(folder));
      expect(change.commit).toBe(merge);
      expect(Math.abs(mustBeThere(change.at).getTime() - later.getTime())).toBeLessThan(10_000);
    },
  );
}

function ourMessage(base: Base, root: Sha): string {
  const trees = { subtree: root, baseSubtree: base.clusters.get('acme.example.com')?.sha, base: base.commit, root };
  return commitMessage('Update acme', { ...trees, sovereign: 'acme', folder, campaign: undefined, generator: '1.0.0' });
}

export function readsOfHistory(start: Start): void {
  test('the merge base of two branches is their nearest common ancestor', async () => {
    const { forge, people } = await start(startFiles);
    const fork = await people.commit('main', { 'README.md': 'Words' });
    const mine = await people.commit(branch, { 'x.yaml': 'x' });
    const theirs = await people.commit('main', { 'README.md': 'More words' });
    expect(await forge.mergeBase(theirs, mine)).toBe(fork);
    expect(await forge.mergeBase(fork, mine)).toBe(fork);
    expect(await failureCodeOf(forge.mergeBase(theirs, sha('1'.repeat(40))))).toBe('not-found');
  });
}

export function readsOfObjects(start: Start): void {
  test('files of a tree come by their paths, its entries by their names, and texts unchanged', async () => {
    const text = 'Grüße, 世界 🚀\r\n\n';
    const { forge } = await start({ ...startFiles, [`${folder}/d/text.yaml`]: text });
    const tree = mustBeThere((await forge.snapshot()).base.clusters.get('acme.example.com')).sha;
    const files = await forge.files(tree);
    expect([...files.keys()].sort()).toEqual(['a.yaml', 'd/b.yaml', 'd/text.yaml']);
    expect(files.get('a.yaml')?.mode).toBe('100644');
    expect([...(await forge.listing(tree)).keys()].sort()).toEqual(['a.yaml', 'd']);
    expect(await forge.blob(mustBeThere(files.get('d/text.yaml')).sha)).toBe(text);
  });

  test('reading an object that is not there is "not-found"', async () => {
    const { forge } = await start(startFiles);
    const nowhere = sha('1'.repeat(40));
    for (const read of [forge.commit(nowhere), forge.listing(nowhere), forge.files(nowhere), forge.blob(nowhere)]) {
      expect(await failureCodeOf(read)).toBe('not-found');
    }
  });
}
