// Everything that is kept between runs, on disks that do not take it (docs/decisions/0066): each test has one of its
// own in the place of a cache, for as long as its commands run.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start, stopAll } from '@sovereign-fleet/github/testing';
import { canFetchTools } from '@sovereign-fleet/renderer/programs';
import {
  canMount,
  commandOnDisk,
  type Disk,
  filesIn,
  installedCode,
  runOnDisk,
  separateCache,
} from '@sovereign-fleet/workspace/testing';
import { makeFleet, statesIn } from '../propose/commands';

const given = ['SOVEREIGN_FLEET_HELM', 'SOVEREIGN_FLEET_KUBECTL'].every((name) => process.env[name] !== undefined);
const why = canMount()
  ? '(skipped where no helm and kubectl can be had)'
  : '(skipped: this machine lets nobody mount a disk)';
const runs = canMount() && (canFetchTools || given) ? describe : describe.skip;
const onDownload = canFetchTools ? test : test.skip;

const options = { offline: true, allowMissingCharts: true };
const note = 'the cache cannot be written, so what is new in this run is not kept: ';

runs(`what is kept between runs, on a disk that does not take it ${why}`, () => {
  let root: string;
  const cache = () => join(root, 'node_modules/.cache/sovereign-fleet');
  const { SOVEREIGN_FLEET_FINGERPRINT_KEY: key } = process.env;

  beforeAll(() => {
    process.env['SOVEREIGN_FLEET_FINGERPRINT_KEY'] = 'the same for each disk';
    root = makeFleet();
    separateCache(root);
  });

  beforeEach(() => {
    for (const folder of [cache(), join(root, 'dist')]) rmSync(folder, { recursive: true, force: true });
    mkdirSync(cache(), { recursive: true });
  });

  afterEach(stopAll);

  afterAll(() => {
    if (key === undefined) delete process.env['SOVEREIGN_FLEET_FINGERPRINT_KEY'];
    else process.env['SOVEREIGN_FLEET_FINGERPRINT_KEY'] = key;
    rmSync(root, { recursive: true });
  });

  /** Without Nx, in a process of its own. */
  const render = () => {
    const context = JSON.stringify({ root, projectName: 'acme' });
    const script = `require('${installedCode}/render/executor').default(${JSON.stringify(options)}, ${context})`;
    return [process.execPath, '--eval', script];
  };

  const twice = ['sh', '-c', '"$@" && mv dist/render/acme dist/first && "$@"', 'sh'];
  const files = (folder: string) => Object.values(filesIn(root, folder));
  let expected: readonly string[] | undefined;

  test.each<Omit<Disk, 'folder'> & { readonly what: string; readonly isNoted: boolean }>([
    { what: 'room for all', size: '64m', isNoted: false },
    { what: 'no room', size: '4k', prepare: 'head -c 4k /dev/zero >"$folder/filler"', isNoted: true },
    { what: 'room for a claim and no render', size: '4k', isNoted: true },
    { what: 'room for a part', size: '96k', isNoted: true },
    { what: 'no way to write', size: '64k', prepare: 'mount -o remount,ro "$folder"', isNoted: true },
  ])('a render and the next one are the same with $what', ({ isNoted, ...disk }) => {
    const output = runOnDisk({ folder: cache(), ...disk }, [...twice, ...render()], root);
    expect(output.match(/acme: written to dist\/render\/acme/g)).toHaveLength(2);
    expect(output.includes(note)).toBe(isNoted);
    expected ??= files('dist/first');
    expect(files('dist/first')).toEqual(expected);
    expect(files('dist/render/acme')).toEqual(expected);
  });

  test.each([
    { command: 'show projects', size: '8k' },
    { command: 'sync:check', size: '8k' },
    { command: 'g sovereign more --regions=fsn1 --dry-run', size: '96k' },
  ])('nx $command does what it does elsewhere with a disk of $size', ({ command, size }) => {
    const disk = { folder: cache(), size };
    const args = [process.execPath, 'node_modules/nx/dist/bin/nx.js', ...command.split(' ')];
    const output = runOnDisk(disk, ['sh', '-c', '"$@"; echo "ended with $?"', 'sh', ...args], root);
    expect(output).toContain('ended with 0\n');
  });

  test('propose reads the fleet repository with a disk that is full', async () => {
    const { github } = await start({ owner: 'platform' });
    const disk = { folder: cache(), size: '8k' };
    const args = [process.execPath, `${installedCode}/commands/main.js`, 'propose'];
    const [program = '', ...rest] = commandOnDisk(disk, args);
    const token = { SOVEREIGN_FLEET_GITHUB_API_URL: github.url, SOVEREIGN_FLEET_GITHUB_TOKEN: github.token };
    const env = { ...process.env, NO_COLOR: '1', ...token };
    const child = spawn(program, rest, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
    let stdout = '';
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    const [status] = (await once(child, 'close')) as [number | null];
    expect(statesIn({ status, stdout, stderr: '' })).toEqual(['acme created']);
  });

  onDownload('helm and kubectl are fetched for one command with a disk that is full', () => {
    const home = join(root, 'home');
    mkdirSync(join(home, 'sovereign-fleet'), { recursive: true });
    const { XDG_CACHE_HOME, PATH } = process.env;
    Object.assign(process.env, { XDG_CACHE_HOME: home, PATH: '/usr/bin:/bin:/usr/sbin:/sbin' });
    const script =
      "const { findHelm, findKubectl } = require('@sovereign-fleet/renderer/programs');" +
      'void Promise.all([findHelm(), findKubectl()]).then((paths) => console.log(paths.join(" ")));';
    const args = [process.execPath, '--eval', script];
    const output = runOnDisk({ folder: join(home, 'sovereign-fleet'), size: '1m' }, args, root);
    Object.assign(process.env, { XDG_CACHE_HOME, PATH });
    if (XDG_CACHE_HOME === undefined) delete process.env['XDG_CACHE_HOME'];
    expect(output).toMatch(/^\S+\/sovereign-fleet-tools-\S+\/helm \S+\/sovereign-fleet-tools-\S+\/kubectl$/m);
    expect(output).toMatch(/for this command alone, since they cannot be kept in \S+: ENOSPC: no space left on device/);
    expect(output).toContain('the disk is as before');
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('sovereign-fleet-tools-'))).toEqual([]);
  });
});
