import { spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { workspaceRoot } from '../workspace';

/** One command of a check. */
export interface Part {
  readonly name: string;
  /** A program and its arguments. */
  readonly command: readonly [string, ...string[]];
}

interface PartResult {
  readonly passed: boolean;
  readonly seconds: number;
  readonly output: string;
}

/**
 * Runs all parts, two at a time, and writes a line for each when it ends: its name, how long it took, its command. A
 * part that fails does not stop the others, and its whole output is written. True where all passed.
 */
export async function runParts(parts: readonly Part[], write: (text: string) => void): Promise<boolean> {
  const start = performance.now();
  const waiting = [...parts];
  const failed: string[] = [];
  const work = async () => {
    for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
      const result = await runPart(part.command);
      write(partText(part, result));
      if (!result.passed) failed.push(part.name);
    }
  };
  await Promise.all([work(), work()]);
  const took = `in ${((performance.now() - start) / 1000).toFixed(1)} s`;
  write(
    failed.length === 0
      ? `All ${parts.length} parts passed ${took}.\n`
      : `${failed.length} of ${parts.length} parts failed ${took}: ${failed.join(', ')}.\n`,
  );
  return failed.length === 0;
}

function partText({ name, command }: Part, { passed, seconds, output }: PartResult): string {
  const time = `${seconds.toFixed(1)} s`.padStart(8);
  const line = `${passed ? 'passed' : 'FAILED'} ${time}  ${name.padEnd(12)} ${command.join(' ')}\n`;
  return passed ? line : `${line}${output.trimEnd()}\n`;
}

function runPart([program, ...args]: Part['command']): Promise<PartResult> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: workspaceRoot, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ passed: code === 0, seconds: (performance.now() - start) / 1000, output });
    });
  });
}
