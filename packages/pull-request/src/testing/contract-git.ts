// For tests: trees, commits and branches of every Forge.
import { mustBeThere, failureCodeOf, type Start, startFiles } from './contract-world';
import { branch, folder } from './example-acme';
import type { Sha } from '../forge/git-object';
import { rootWith, treeOfFiles } from '../forge/git-tree';
import { objectHash } from '../disk/node';

const treeRows = [
  {
    what: 'adds',
    changes: { [`${folder}/new.yaml`]: 'ü' },
    after: { 'a.yaml': '1', 'd/b.yaml': '2', 'new.yaml': 'ü' },
  },
  { what: 'changes', changes: { [`${folder}/a.yaml`]: 'x' }, after: { 'a.yaml': 'x', 'd/b.yaml': '2' } },
  { what: 'deletes', changes: { [`${folder}/d/b.yaml`]: null }, after: { 'a.yaml': '1' } },
  {
    what: 'puts a folder for a file',
    changes: { [`${folder}/a.yaml`]: null, [`${folder}/a.yaml/x`]: '1' },
    after: { 'a.yaml/x': '1', 'd/b.yaml': '2' },
  },
  { what: 'empties', changes: { [`${folder}/a.yaml`]: null, [`${folder}/d/b.yaml`]: null }, after: {} },
];

export function trees(start: Start): void {
  test.each(treeRows)('a tree that $what is the one that Git computes', async ({ changes, after }) => {
    const { forge } = await start(startFiles);
    const { base } = await forge.snapshot();
    const tree = treeOfFiles(new Map(Object.entries(after)), objectHash);
    const made = await forge.putTree(base.root, new Map(Object.entries(changes)));
    expect(made).toBe(rootWith(base, { name: 'acme.example.com', tree }, objectHash));
  });

  test('more files than one request takes are one tree', async () => {
    const { forge } = await start(startFiles);
    const { base } = await forge.snapshot();
    const files = new Map(Array.from({ length: 250 }, (_, index) => [`f${index}.yaml`, `${index}`]));
    const changes = new Map([...files].map(([path, text]) => [`clusters/b.example.com/${path}`, text]));
    const tree = treeOfFiles(files, objectHash);
    expect(await forge.putTree(base.root, changes)).toBe(rootWith(base, { name: 'b.example.com', tree }, objectHash));
  });

  test('a file that is not there cannot be deleted', async () => {
    const { forge } = await start(startFiles);
    const { base } = await forge.snapshot();
    expect(await failureCodeOf(forge.putTree(base.root, new Map([['nowhere.yaml', null]])))).toBe('refused');
  });

  test('a commit is read as it was written', async () => {
    const { forge } = await start(startFiles);
    const { base } = await forge.snapshot();
    const given = { message: 'Subject\n\nFleet-Sovereign: acme\n', tree: base.root, parents: [base.commit] };
    const commit = await forge.commit(await forge.putCommit(given));
    expect({ ...commit, message: commit.message.trimEnd() }).toMatchObject({
      ...given,
      message: given.message.trimEnd(),
    });
  });
}

export function treesOfNames(start: Start): void {
  test('existing files and folders are put elsewhere by their Sha', async () => {
    const { forge } = await start(startFiles);
    const { base } = await forge.snapshot();
    const acme = mustBeThere(base.clusters.get('acme.example.com'));
    const readme = mustBeThere(base.rootListing.get('README.md'));
    const changes = new Map([
      ['clusters/b.example.com', acme],
      [`${folder}/d`, { ...readme, mode: '100755' }],
    ]);
    const clusters = mustBeThere((await forge.listing(await forge.putTree(base.root, changes))).get('clusters'));
    const files = await forge.files(clusters.sha);
    expect([...files.keys()].sort()).toEqual([
      'acme.example.com/a.yaml',
      'acme.example.com/d',
      'b.example.com/a.yaml',
      'b.example.com/d/b.yaml',
    ]);
    expect(files.get('acme.example.com/d')).toEqual({ ...readme, mode: '100755' });
  });
}

export function branches(start: Start): void {
  test('a branch is made once, goes forwards alone, and is gone once', async () => {
    const { forge } = await start(startFiles);
    const { base } = await forge.snapshot();
    const commitOn = (parent: Sha, message: string) => forge.putCommit({ message, tree: base.root, parents: [parent] });
    const [first, other] = [await commitOn(base.commit, 'First'), await commitOn(base.commit, 'Other')];
    expect(await failureCodeOf(forge.moveBranch(branch, first))).toBe('conflict');
    await forge.createBranch(branch, first);
    expect(await failureCodeOf(forge.createBranch(branch, other))).toBe('conflict');
    expect(await failureCodeOf(forge.moveBranch(branch, other))).toBe('conflict');
    const next = await commitOn(first, 'Next');
    await forge.moveBranch(branch, next);
    expect((await forge.look(branch)).proposed).toEqual({ head: next });
    expect((await forge.snapshot()).proposed).toEqual(new Map([[branch, { head: next }]]));
    expect(await failureCodeOf(forge.deleteBranch(branch, first))).toBe('conflict');
    expect((await forge.look(branch)).proposed).toEqual({ head: next });
    await forge.deleteBranch(branch, next);
    expect(await failureCodeOf(forge.deleteBranch(branch, next))).toBe('conflict');
    expect((await forge.look(branch)).proposed).toEqual({});
  });

  test('a look sees the base as it is now', async () => {
    const { forge, people } = await start(startFiles);
    await forge.snapshot();
    const commit = await people.commit('main', { 'README.md': 'Words' });
    expect((await forge.look(branch)).base.commit).toBe(commit);
  });
}
