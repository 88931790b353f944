import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findHelm, findKubectl, quickStart } from '@sovereign-fleet/renderer/programs';

/** A run of helm or kubectl. */
interface ProgramRun {
  readonly program: string;
  readonly args: string;
  /** When it started and ended, in seconds of the clock. */
  readonly start: number;
  readonly end: number;
  /** User and system time of it, in seconds. */
  readonly cpu: number;
}

export interface LoggedPrograms {
  /** What was run until now, but for asking a program its version. */
  readonly runs: () => readonly ProgramRun[];
  /** Puts back what the environment said before. */
  readonly stop: () => void;
}

/** Whether programs keep the settings that a render gives them for speed, or run as a shell starts them. */
export type Settings = 'own' | 'plain';

/** From now on renders use helm and kubectl by scripts that log each run. */
export async function logPrograms(folder: string, settings: Settings = 'own'): Promise<LoggedPrograms> {
  const log = join(folder, 'log');
  const programs = { SOVEREIGN_FLEET_HELM: await findHelm(), SOVEREIGN_FLEET_KUBECTL: await findKubectl() };
  const before = { ...process.env };
  mkdirSync(folder, { recursive: true });
  for (const [variable, path] of Object.entries(programs)) {
    const name = variable === 'SOVEREIGN_FLEET_HELM' ? 'helm' : 'kubectl';
    const script = join(folder, name);
    writeFileSync(script, scriptOf({ name, path, log }, settings));
    chmodSync(script, 0o755);
    process.env[variable] = script;
  }
  return {
    runs: () => (existsSync(log) ? readFileSync(log, 'utf8') : '').split('\n').flatMap(runIn),
    stop: () => {
      for (const variable of Object.keys(programs)) {
        const value = before[variable];
        if (value === undefined) Reflect.deleteProperty(process.env, variable);
        else process.env[variable] = value;
      }
    },
  };
}

interface Script {
  readonly name: string;
  readonly path: string;
  readonly log: string;
}

/** What a program prints is left alone: bash says the time of it somewhere else. */
function scriptOf({ name, path, log }: Script, settings: Settings): string {
  const unset = settings === 'plain' ? `unset ${Object.keys(quickStart).join(' ')}\n` : '';
  return `#!/bin/bash
${unset}TIMEFORMAT='%U %S'
start=$EPOCHREALTIME
exec 3>&2 4>&1
used=$( { time '${path}' "$@" 1>&4 2>&3; exit $?; } 2>&1 )
status=$?
echo "${name} $start $EPOCHREALTIME $used -- $*" >>'${log}'
exit $status
`;
}

function runIn(line: string): readonly ProgramRun[] {
  const [times = '', ...more] = line.split(' -- ');
  const args = more.join(' -- ');
  const [program = '', start, end, user, system] = times.split(' ');
  if (!/^(?:template|kustomize) /.test(args)) return [];
  return [{ program, args, start: Number(start), end: Number(end), cpu: Number(user) + Number(system) }];
}

/** How long at least one of them ran, in seconds. */
export function busySeconds(runs: readonly ProgramRun[]): number {
  let until = 0;
  let seconds = 0;
  for (const { start, end } of [...runs].sort((a, b) => a.start - b.start)) {
    seconds += Math.max(0, end - Math.max(start, until));
    until = Math.max(until, end);
  }
  return seconds;
}
