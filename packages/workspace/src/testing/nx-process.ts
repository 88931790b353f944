import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

interface Answer {
  readonly status: number;
  /** All that was printed: to standard output, and then to standard error. */
  readonly output: string;
}

/** Nx in a workspace, in one process for many commands: to load it takes most of the time of a command. */
export interface NxProcess {
  /** Runs a command line, such as `['sync:check']`, which prints what `nx` prints. */
  readonly command: (...args: readonly string[]) => Promise<Answer>;
  /** Runs a target of a project as Nx runs it in a process of its own, without Nx's cache and without its frame. */
  readonly task: (target: string, options: Readonly<Record<string, unknown>>) => Promise<Answer>;
  readonly stop: () => Promise<void>;
}

/** Most of what Nx loads stays: to collect a small heap again and again is a twentieth of its work. */
const roomyHeap = ['--initial-heap-size=512', '--min-semi-space-size=16'];

const millisecondsToEnd = 5000;

/** Starts Nx in a workspace. What it runs reads files, specs and the environment anew each time. */
export async function startNx(root: string, environment = () => process.env): Promise<NxProcess> {
  const environmentNow = () => ({ ...environment(), NO_COLOR: '1', NX_DAEMON: 'false' });
  const server = fork(join(__dirname, 'nx-server.cjs'), {
    cwd: root,
    env: environmentNow(),
    execArgv: roomyHeap,
    silent: true,
  });
  const streams = [server.stdout, server.stderr].flatMap((stream) => (stream === null ? [] : [textOf(stream)]));
  const ended = new AbortController();
  server.once('exit', () => {
    ended.abort();
  });
  const nextMessage = () => once(server, 'message', { signal: ended.signal });
  await nextMessage();
  const ask = async (kind: 'command' | 'task', given: unknown): Promise<Answer> => {
    const mark = `\n${randomUUID()}\n`;
    server.send({ kind, given, environment: environmentNow(), mark });
    const [{ status }] = (await nextMessage()) as [{ readonly status: number }];
    return { status, output: (await Promise.all(streams.map((text) => text.readBetween(mark)))).join('') };
  };
  return {
    command: (...args) => ask('command', { args }),
    task: (name, options) => {
      const [project, target] = name.split(':');
      return ask('task', { project, target, options });
    },
    stop: async () => {
      if (ended.signal.aborted) return;
      const exit = once(server, 'exit');
      server.kill();
      // A batch that ran in it may have left a listener that only ends what it knows.
      const late = setTimeout(() => server.kill('SIGKILL'), millisecondsToEnd);
      await exit;
      clearTimeout(late);
    },
  };
}

/** What a stream gives between two marks. */
function textOf(stream: Readable) {
  let text = '';
  stream.setEncoding('utf8').on('data', (more: string) => {
    text += more;
  });
  const readBetween = async (mark: string): Promise<string> => {
    while (text.split(mark).length < 3) await once(stream, 'data');
    const [, found = ''] = text.split(mark);
    text = '';
    return found;
  };
  return { readBetween };
}
