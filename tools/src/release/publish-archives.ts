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
    const { id, isPublished } = lookUp(archive, settings);
    if (!isPublished) publish(archive, settings);
    print(`${id} ${isPublished ? 'was there' : 'is published'}`);
  }
}

function lookUp(archive: string, settings: string): { readonly id: string; readonly isPublished: boolean } {
  const tar = spawnSync('tar', ['--extract', '--gzip', '--to-stdout', '--file', archive, 'package/package.json']);
  const { name, version } = JSON.parse(tar.stdout.toString()) as { readonly name: string; readonly version: string };
  const id = `${name}@${version}`;
  const { status, stderr } = spawnSync('npm', ['view', id, 'version'], { cwd: settings, encoding: 'utf8' });
  if (status !== 0 && !stderr.includes('E404')) throw new Error(`npm view ${id} failed:\n${stderr}`);
  return { id, isPublished: status === 0 };
}

function publish(archive: string, cwd: string): void {
  const args = ['publish', archive, '--access', 'public'];
  const { status, stderr } = spawnSync('npm', args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm ${args.join(' ')} failed:\n${stderr}`);
}
