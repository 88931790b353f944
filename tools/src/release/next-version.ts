import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** A version that nobody released, made from archives: an upgrade is tried with it before there is another. */
export interface NextVersion {
  readonly from: string;
  readonly to: string;
  /** What differs in it: for a file of a package (its name without the scope first), its text from the text before. */
  readonly edits: Readonly<Record<string, (text: string) => string>>;
}

/** Unpacks archives into a folder, edits them, and gives the archives that npm packs from them. */
export function packNextVersion(archives: readonly string[], folder: string, next: NextVersion): readonly string[] {
  const { from, to, edits } = next;
  for (const archive of archives) unpack(archive, join(folder, 'unpacked', nameOf(archive)));
  const packages = readdirSync(join(folder, 'unpacked'));
  for (const name of packages) {
    const manifest = join(folder, 'unpacked', name, 'package.json');
    // Its own version, and that of the layers, which it names exactly.
    edit(manifest, (text) => text.replaceAll(`"${from}"`, `"${to}"`));
  }
  for (const [file, change] of Object.entries(edits)) edit(join(folder, 'unpacked', file), change);
  const packed = join(folder, 'packed');
  mkdirSync(packed, { recursive: true });
  const folders = packages.map((name) => `./unpacked/${name}`);
  execFileSync('npm', ['pack', '--silent', '--pack-destination', packed, ...folders], { cwd: folder, stdio: 'pipe' });
  return readdirSync(packed).map((name) => join(packed, name));
}

function nameOf(archive: string): string {
  return basename(archive).replace(/^sovereign-fleet-|-\d+\.\d+\.\d+\.tgz$/g, '');
}

function unpack(archive: string, to: string): void {
  mkdirSync(to, { recursive: true });
  execFileSync('tar', ['--extract', '--gzip', '--strip-components=1', '--file', archive, '--directory', to]);
}

/** An edit that changes nothing would prove nothing. */
function edit(file: string, change: (text: string) => string): void {
  const before = readFileSync(file, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`${file} is not changed by its edit`);
  writeFileSync(file, after);
}

/** For `edits`: a migration of the next version, with the code that it runs. */
export function withMigrations(version: string, factories: Readonly<Record<string, string>>): (text: string) => string {
  return (text) => {
    const file = JSON.parse(text) as { readonly generators: object };
    const added = Object.entries(factories).map(([name, factory]) => {
      return [name, { version, description: name, factory }] as const;
    });
    return JSON.stringify({ ...file, generators: { ...file.generators, ...Object.fromEntries(added) } });
  };
}
