import { spawnSync } from 'node:child_process';
import { basename } from 'node:path';

interface Registry {
  /** A folder whose `.npmrc` names the registry of our scope, and the token for it. */
  readonly settings: string;
  readonly print: (line: string) => void;
}

/**
 * Publishes archives of one version. What people name comes last, so that nobody finds it before its layers. A version
 * that the registry has is left out, so a run that was interrupted may be repeated.
 */
export function publishArchives(archives: readonly string[], { settings, print }: Registry): void {
  const isNamed = (archive: string) => /-nx-\d/.test(basename(archive));
  const inOrder = [...archives.filter((one) => !isNamed(one)), ...archives.filter(isNamed)];
  for (const archive of inOrder) {
    const id = idOf(archive);
    const args = ['publish', archive, '--access', 'public'];
    const { status, stderr } = runNpm(args, settings);
    // npm refuses a version that is there, and registries say so in words of their own.
    if (status !== 0 && !isThere(id, settings)) throw new Error(`npm ${args.join(' ')} failed:\n${stderr}`);
    print(`${id} ${status === 0 ? 'is published' : 'was there'}`);
  }
}

interface Manifest {
  readonly name: string;
  readonly version: string;
}

/** The `package.json` in an archive that npm packed. */
export function readManifest(archive: string): Manifest {
  const args = ['--extract', '--gzip', '--to-stdout', '--file', archive, 'package/package.json'];
  return JSON.parse(spawnSync('tar', args).stdout.toString()) as Manifest;
}

function idOf(archive: string): string {
  const { name, version } = readManifest(archive);
  return `${name}@${version}`;
}

function isThere(id: string, settings: string): boolean {
  const { status, stderr } = runNpm(['view', id, 'version'], settings);
  if (status !== 0 && !stderr.includes('E404')) throw new Error(`npm view ${id} failed:\n${stderr}`);
  return status === 0;
}

function runNpm(args: readonly string[], cwd: string): { readonly status: number | null; readonly stderr: string } {
  return spawnSync('npm', args, { cwd, encoding: 'utf8' });
}
