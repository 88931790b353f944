// For tests: a folder that stands for a server, with programs that only write down what they were asked for.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';

interface UserData {
  readonly write_files: readonly {
    readonly path: string;
    readonly permissions: string;
    readonly encoding?: string;
    readonly content: string;
  }[];
  readonly runcmd: readonly (readonly string[])[];
}

/** What a run came to. */
interface StubRun {
  readonly status: number | null;
  readonly output: string;
}

export interface StubNode {
  readonly root: string;
  /** Runs what cloud-init would. With `failAt`, the program that is called as that one fails, and again when asked. */
  readonly run: (failAt?: number) => StubRun;
  /** What was asked for in all runs, a line for each call. */
  readonly calls: () => readonly string[];
  /** The files that say how far it came. */
  readonly markers: () => readonly string[];
  readonly read: (path: string) => string;
}

/** What each stub does: it writes a download into its place, and fails where it is told to. */
const stub = `#!/bin/bash
set -u
name=\${0##*/}
[ "$name" = sleep ] && exit 0
call="$name $*"
echo "$call" >>"$STUB_LOG"
# Who writes to a program that has ended fails.
if [[ $call = *--filename=- ]]; then mapfile -t _; fi
[ "$name" = hostname ] && echo '203.0.113.7 10.0.0.2 '
count=1
if [ -e "$STUB_COUNT" ]; then count=$(($(<"$STUB_COUNT") + 1)); fi
echo "$count" >"$STUB_COUNT"
[ "$count" = "\${FAIL_AT:-}" ] && echo "$call" >"$STUB_FAILING"
if [ -e "$STUB_FAILING" ] && [ "$(<"$STUB_FAILING")" = "$call" ]; then exit 7; fi
while [ $# -gt 0 ]; do
  if [ "$1" = --output ]; then printf '%s' "\${STUB_DOWNLOAD:-}" >"$2"; fi
  shift
done
exit 0
`;

const programs = ['curl', 'helm', 'hostname', 'k3s', 'sleep', 'systemctl', 'tar'];

/** Every path of a server, in the folder that stands for it. */
const ofServer = /(?<![\w/.-])\/(?=(?:etc|var|usr\/local)\/)/g;

/** A server with the files of its user data. */
export function makeStubNode(userData: string, download: string): StubNode {
  const root = mkdtempSync(join(tmpdir(), 'phase-zero-'));
  const { write_files: files, runcmd } = parse(userData) as UserData; // ours
  for (const { path, permissions, encoding, content } of files) {
    const bytes = encoding === 'b64' ? Buffer.from(content, 'base64') : content.replace(ofServer, `${root}/`);
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), bytes);
    chmodSync(join(root, path), Number.parseInt(permissions, 8));
  }
  for (const folder of ['bin', 'usr/local/bin', 'var/tmp']) mkdirSync(join(root, folder), { recursive: true });
  for (const name of programs) writeFileSync(join(root, 'bin', name), stub, { mode: 0o755 });
  const markers = join(root, 'var/lib/sovereign/phase-zero');
  const log = join(root, 'calls');
  return {
    root,
    run: (failAt) => {
      const env = {
        PATH: `${join(root, 'bin')}:${process.env['PATH'] ?? ''}`,
        STUB_LOG: log,
        STUB_COUNT: join(root, 'count'),
        STUB_FAILING: join(root, `failing-${failAt ?? 'never'}`),
        STUB_DOWNLOAD: download,
        ...(failAt === undefined ? {} : { FAIL_AT: String(failAt) }),
      };
      const [command = ''] = runcmd[0] ?? [];
      const { status, stdout, stderr } = spawnSync(join(root, command), [], { env, encoding: 'utf8' });
      return { status, output: `${stdout}${stderr}` };
    },
    calls: () => (existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : []),
    markers: () => (existsSync(markers) ? readdirSync(markers).sort() : []),
    read: (path) => readFileSync(join(root, path), 'utf8'),
  };
}
