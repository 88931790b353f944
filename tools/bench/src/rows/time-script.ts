import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { demand } from '../results/repetitions';

export interface Programs {
  readonly helm: string;
  readonly kubectl: string;
}

/** How long a script of this folder takes, in milliseconds. Its first arguments are the programs. */
export function timeScript(script: string, { helm, kubectl }: Programs, more: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync('bash', [join(__dirname, script), helm, kubectl, ...more], { encoding: 'utf8' });
  const milliseconds = performance.now() - start;
  demand(status === 0, `${script} ends well: ${stderr}`);
  return milliseconds;
}
