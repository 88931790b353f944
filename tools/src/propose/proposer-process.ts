// For tests: `sovereign-fleet propose` of the workspace that this file is in, loaded once for many runs (proposer.ts).
import { usualPatience } from '@sovereign-fleet/pull-request/octokit';
import { processHost } from '@sovereign-fleet/workspace/propose';
import { runPropose } from '@sovereign-fleet/workspace/commands';
import { clockIn, impatientClock } from './fake-clock';
import type { Asked } from './proposer';
import { workspaceRoot } from '../workspace';

async function run({ args, environment, clock }: Asked) {
  const texts = { stdout: '', stderr: '' };
  const own = processHost();
  const host = {
    ...own,
    environment,
    // Octokit waits by a clock of its own, whatever clock it is given: most of the time of a run.
    patience: { ...usualPatience, spaced: false, retryAfter: 10 },
    clock: clock === undefined ? impatientClock() : clockIn(clock),
    record: (line: string) => void (texts.stdout += line),
    tell: (text: string) => void (texts.stderr += text),
  };
  const status = await runPropose(args, { root: workspaceRoot, host }).catch((error: unknown) => {
    texts.stderr += `${error instanceof Error ? error.message : String(error)}\n`;
    return 1;
  });
  return { status, ...texts };
}

process.on('message', (asked: Asked) => {
  void run(asked).then((ended) => process.send?.(ended));
});
process.send?.('ready');
