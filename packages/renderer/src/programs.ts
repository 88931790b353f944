import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { carrier } from './carrier';
import { download } from './fetch-tools';
import type { Outcome } from './ports';
import { runProgram } from './program';

interface Tool {
  readonly name: 'helm' | 'kubectl';
  /** The environment variable in which a person names one. */
  readonly variable: string;
  /** What prints the version that counts, and where in it major and minor are. */
  readonly printVersion: readonly string[];
  readonly version: RegExp;
  readonly oldest: readonly [major: number, minor: number];
  /** What to install where none can be fetched. */
  readonly install: string;
}

const helm: Tool = {
  name: 'helm',
  variable: 'SOVEREIGN_FLEET_HELM',
  printVersion: ['version', '--short'],
  version: /^v(\d+)\.(\d+)\./,
  oldest: [4, 1],
  install: 'Helm 4.1',
};

// It is there for its kustomize, whose builds older ones do not always equal.
const kubectl: Tool = {
  name: 'kubectl',
  variable: 'SOVEREIGN_FLEET_KUBECTL',
  printVersion: ['version', '--client'],
  version: /^Kustomize Version: v(\d+)\.(\d+)\./m,
  oldest: [5, 7],
  install: 'kubectl 1.34',
};

/** For what a program prints of itself. */
const timeoutSeconds = 30;

/** Whether both can be fetched for this machine. */
export const canFetchTools = process.platform === 'linux' && process.arch === 'x64';

/**
 * Path of Helm 4.1 or later: the one in SOVEREIGN_FLEET_HELM, else the one in PATH where it is new enough, else 4.1.4,
 * which is fetched once into the user's cache folder. Throws what keeps it from all three.
 */
export function findHelm(): Promise<string> {
  return find(helm);
}

/** The same of a kubectl with kustomize 5.7 or later: SOVEREIGN_FLEET_KUBECTL, PATH, or kubectl 1.34.5, fetched. */
export function findKubectl(): Promise<string> {
  return find(kubectl);
}

async function find(tool: Tool): Promise<string> {
  const chosen = process.env[tool.variable];
  if (chosen !== undefined && chosen !== '') return chosen;
  if (await isNewEnough(tool)) return tool.name;
  const remedy = `Install ${tool.install}, or set ${tool.variable}.`;
  const machine = `${process.platform} on ${process.arch}`;
  if (!canFetchTools) throw new Error(`No ${tool.name} can be fetched for ${machine}. ${remedy}`);
  const folder = await fetchTools().catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`No ${tool.name} could be fetched from npm: ${why}. ${remedy}`, { cause });
  });
  return join(folder, tool.name);
}

async function isNewEnough({ name, printVersion, version, oldest }: Tool): Promise<boolean> {
  const printed = await runProgram({ program: name, args: printVersion, timeoutSeconds });
  if (!printed.ok) return false; // not there, or not the tool
  const [, major, minor] = version.exec(printed.value.stdout) ?? [];
  return Number(major) > oldest[0] || (Number(major) === oldest[0] && Number(minor) >= oldest[1]);
}

/** What tells a Helm from others that may render otherwise; the one that is fetched is known, and any other is asked. */
export async function versionOfHelm(program: string): Promise<Outcome<string>> {
  if (program === join(toolsFolder(), helm.name)) return { ok: true, value: `${carrier.name}@${carrier.version}` };
  const printed = await runProgram({ program, args: helm.printVersion, timeoutSeconds });
  return printed.ok ? { ok: true, value: printed.value.stdout.trim() } : printed;
}

function cacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'sovereign-fleet');
}

function toolsFolder(): string {
  return join(cacheFolder(), `tools-v34-${carrier.version}`);
}

/** The folder in which both are. */
async function fetchTools(): Promise<string> {
  const tools = toolsFolder();
  if (existsSync(tools)) return tools;
  mkdirSync(cacheFolder(), { recursive: true });
  const work = mkdtempSync(join(cacheFolder(), 'fetch-'));
  try {
    mkdirSync(join(work, 'bin'));
    for (const [name, binary] of await download(join(work, 'package'))) {
      writeFileSync(join(work, 'bin', name), binary, { mode: 0o755 });
    }
    moveIntoPlace(join(work, 'bin'), tools);
    return tools;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** A folder appears whole or not at all; where another process was first, its folder stays. */
function moveIntoPlace(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}
