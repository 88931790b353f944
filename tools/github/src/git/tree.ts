import type { ObjectStore } from './repository';
/** As GitHub writes modes; Git's own objects leave out the zero of `040000`. */
export type Mode = '100644' | '100755' | '040000' | '120000' | '160000';

export interface TreeEntry {
  readonly mode: Mode;
  readonly id: string;
}

export type TreeEntries = ReadonlyMap<string, TreeEntry>;

/** The new entry of a path; without an entry the path is deleted. */
export interface Change {
  readonly path: string;
  readonly entry?: TreeEntry | undefined;
}

export const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

export function entriesOf(objects: ObjectStore, tree: string): TreeEntries {
  const object = objects.read(tree);
  if (object?.type !== 'tree') throw new Error(`${tree} is not a tree of the repository`);
  const entries = new Map<string, TreeEntry>();
  for (let at = 0; at < object.bytes.length;) {
    const end = object.bytes.indexOf(0, at);
    const text = object.bytes.toString('utf8', at, end);
    const space = text.indexOf(' ');
    // Git writes no other modes.
    const mode = text.slice(0, space).padStart(6, '0') as Mode;
    entries.set(text.slice(space + 1), { mode, id: object.bytes.toString('hex', end + 1, end + 21) });
    at = end + 21;
  }
  return entries;
}

export function entryAt(objects: ObjectStore, tree: string, path: string): TreeEntry | undefined {
  let entry: TreeEntry | undefined = { mode: '040000', id: tree };
  for (const name of path.split('/')) {
    if (entry?.mode !== '040000') return undefined;
    entry = entriesOf(objects, entry.id).get(name);
  }
  return entry;
}

/** Every file below a tree by its path, in the order of Git; with `folders`, the trees between too. */
export function* walkTree(objects: ObjectStore, tree: string, folders = false): Generator<[string, TreeEntry]> {
  for (const [name, entry] of entriesOf(objects, tree)) {
    const isFolder = entry.mode === '040000';
    if (folders || !isFolder) yield [name, entry];
    const inner = isFolder ? walkTree(objects, entry.id, folders) : [];
    for (const [path, below] of inner) yield [`${name}/${path}`, below];
  }
}

/** Applies changes to a base, writes the new tree and returns its name. */
export function changeTree(objects: ObjectStore, base: string | undefined, changes: readonly Change[]): string {
  const entries = new Map(base === undefined ? [] : entriesOf(objects, base));
  const below = new Map<string, Change[]>();
  for (const { path, entry } of changes) {
    const slash = path.indexOf('/');
    const name = slash < 0 ? path : path.slice(0, slash);
    if (slash >= 0) {
      const inner = below.get(name) ?? [];
      inner.push({ path: path.slice(slash + 1), entry });
      below.set(name, inner);
    } else if (entry === undefined) entries.delete(name);
    else entries.set(name, entry);
  }
  for (const [name, inner] of below) {
    const old = entries.get(name);
    const id = changeTree(objects, old?.mode === '040000' ? old.id : undefined, inner);
    // Git has no empty folders.
    if (id === emptyTree) entries.delete(name);
    else entries.set(name, { mode: '040000', id });
  }
  return objects.write({ type: 'tree', bytes: treeBytes(entries) });
}

function treeBytes(entries: TreeEntries): Buffer {
  // Git sorts by the bytes of the names, and puts a slash behind the name of a folder.
  const keyed = [...entries].map(([name, entry]) => {
    return { key: Buffer.from(entry.mode === '040000' ? `${name}/` : name), name, entry };
  });
  keyed.sort((a, b) => Buffer.compare(a.key, b.key));
  return Buffer.concat(
    keyed.flatMap(({ name, entry: { mode, id } }) => [
      Buffer.from(`${mode.replace(/^0/, '')} ${name}\0`),
      Buffer.from(id, 'hex'),
    ]),
  );
}
