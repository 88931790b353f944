declare const shaBrand: unique symbol;

/** The name of a Git object: 40 hexadecimal digits. */
export type Sha = string & { readonly [shaBrand]: true };

/** Git's hash of an object: SHA-1 over `<kind> <length>\0<content>` (gitformat-loose). The shell gives it. */
export type ObjectHash = (kind: 'blob' | 'tree', content: Uint8Array) => Sha;

export interface Commit {
  readonly sha: Sha;
  readonly tree: Sha;
  readonly parents: readonly Sha[];
  readonly message: string;
}

/** An entry of a folder. Modes are Git's: `100644`, `100755`, `120000`, `040000`, `160000`. */
export interface TreeEntry {
  readonly mode: string;
  readonly sha: Sha;
}

/** The entries of one folder, by name. */
export type TreeListing = ReadonlyMap<string, TreeEntry>;

/** Parses a Sha from outside. Throws if it is not one. */
export function sha(text: string): Sha {
  if (!/^[0-9a-f]{40}$/.test(text)) throw new Error(`${JSON.stringify(text)} is not the name of a Git object`);
  return text as Sha; // it has the pattern
}
