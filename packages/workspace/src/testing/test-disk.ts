// For tests: a command for which a folder is a small disk of its own.
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';

/** Root may mount, and so may a user in a user namespace. The mount ends with the command. */
const namespace = ['--mount', '--map-root-user'];

/** Whether this machine lets us. */
export function canMount(): boolean {
  return spawnSync('unshare', [...namespace, 'mount', '-t', 'tmpfs', 'none', tmpdir()]).status === 0;
}

export interface Disk {
  /** What is in this folder is copied to the disk first. */
  readonly folder: string;
  /** As `mount -t tmpfs` takes it: `64k`. */
  readonly size: string;
  /** Done by a shell when the disk is there: `mount -o remount,ro "$folder"`. */
  readonly prepare?: string;
}

const script = (prepare: string) => `
set -e
folder="$1" size="$2" copy="$(mktemp -d)"; shift 2
cp -R "$folder/." "$copy"
mount -t tmpfs -o "size=$size" none "$folder"
cp -R "$copy/." "$folder"; rm -r "$copy"
${prepare}
before="$(cd "$folder" && find . -type f -exec sha1sum {} + && find . | sort)"
"$@" || true
after="$(cd "$folder" && find . -type f -exec sha1sum {} + && find . | sort)"
echo; [ "$before" = "$after" ] && echo 'the disk is as before' || echo 'the disk is another'
`;

/** A command that has a disk in the place of a folder, as a program and its arguments. */
export function commandOnDisk({ folder, size, prepare = '' }: Disk, command: readonly string[]): readonly string[] {
  return ['unshare', ...namespace, 'sh', '-c', script(prepare), 'sh', folder, size, ...command];
}

/** What a command prints that has a disk in the place of a folder, and then whether the disk is as it was. */
export function runOnDisk(disk: Disk, command: readonly string[], cwd: string): string {
  const env = { ...process.env, NO_COLOR: '1', NX_DAEMON: 'false' };
  const [program = '', ...args] = commandOnDisk(disk, command);
  const { stdout, stderr } = spawnSync(program, args, { cwd, env, encoding: 'utf8' });
  return `${stdout}${stderr}`;
}
