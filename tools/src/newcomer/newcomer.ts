// For tests: somebody who has Node, npm and git, an empty home, and a fresh clone.
import { outputFolder } from '@sovereign-fleet/domain';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { type NxProcess, startNx } from '@sovereign-fleet/workspace/testing';
import { npmCache } from '../test-run/npm-cache';
import { workspaceRoot } from '../workspace';

export interface Ran {
  readonly status: number | null;
  readonly output: string;
}

export interface Newcomer {
  /** The clone; its path has a space and a letter beyond ASCII. */
  readonly clone: string;
  /** A folder that is theirs, beside the clone. */
  readonly folder: string;
  /** Runs a line in their shell, in a folder of the clone. */
  readonly run: (line: string, where?: Where) => Promise<Ran>;
  /** Starts a line that goes on until it is stopped, and waits until it has printed `until`. */
  readonly start: (line: string, until: string) => Promise<Started>;
  /** Starts Nx in the clone, once for many commands. */
  readonly startNx: () => Promise<NxProcess>;
  /** Environment variables for what is run from now on. */
  readonly setEnvironment: (variables: Readonly<Record<string, string>>) => void;
  readonly remove: () => void;
}

export interface Started {
  readonly output: string;
  readonly stop: () => Promise<void>;
}

export interface Where {
  /** A folder below the clone. */
  readonly below?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The folder of another Node. */
  readonly node?: string;
}

/** The programs in a newcomer's PATH. */
const programs = ['node', 'npm', 'npx', 'git', 'sh', 'env', 'uname', 'ldd'];

/** A newcomer who has cloned the repository as it is now. The clone has no Sovereigns, and `fleet` as its fleet.ts. */
export function makeNewcomer(fleet: string): Newcomer {
  const folder = join(realpathSync(mkdtempSync(join(tmpdir(), 'newcomer-'))), "Zoë's work");
  const clone = join(folder, 'sovereign-fleet');
  const bin = join(folder, 'bin');
  const home = join(folder, 'home');
  for (const path of [clone, bin, home]) mkdirSync(path, { recursive: true });
  // What npm has fetched for this machine. `.ci/run` installs with an empty cache.
  symlinkSync(npmCache(), join(home, '.npm'));
  copyRepository(clone, fleet);
  for (const name of programs) linkProgram(name, bin);
  let environment: Readonly<Record<string, string>> = { ...environmentIn(home), PATH: bin };
  const launch = (line: string, { below = '.', env = {}, node }: Where) => {
    const all = { ...environment, ...(node === undefined ? {} : { PATH: [node, bin].join(delimiter) }), ...env };
    return spawn('/bin/sh', ['-c', line], {
      cwd: join(clone, below),
      env: all,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
  };
  return {
    clone,
    folder,
    run: (line, where = {}) => finish(launch(line, where)),
    start: (line, until) => startUntil(launch(line, {}), until),
    startNx: () => startNx(clone, () => environment),
    setEnvironment: (variables) => {
      environment = { ...environment, ...variables };
    },
    remove: () => {
      rmSync(dirname(folder), { recursive: true, force: true });
    },
  };
}

/** The environment of somebody whose home is empty. Only the registry of npm is ours. */
function environmentIn(home: string): Readonly<Record<string, string>> {
  return {
    HOME: home,
    XDG_CACHE_HOME: join(home, '.cache'),
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_DATA_HOME: join(home, '.local/share'),
    npm_config_cache: join(home, '.npm'),
    LANG: 'C.UTF-8',
    NO_COLOR: '1',
    ...registryOf(process.env),
  };
}

/** What Git knows or would take, as it is on the disk, as the first commit of a repository of its own. */
function copyRepository(clone: string, fleet: string): void {
  const listed = execFileSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], {
    cwd: workspaceRoot,
    encoding: 'utf8',
  });
  const isCustomer = (file: string) => file.startsWith('sovereigns/') || file.startsWith(`${outputFolder}/`);
  const files = listed.split('\0').filter((file) => file !== '' && !isCustomer(file));
  for (const file of files) {
    if (existsSync(join(workspaceRoot, file)))
      cpSync(join(workspaceRoot, file), join(clone, file), { verbatimSymlinks: true });
  }
  mkdirSync(join(clone, 'sovereigns'));
  writeFileSync(join(clone, 'sovereigns/fleet.ts'), fleet);
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: clone, stdio: 'pipe' });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  git('-c', 'user.name=A', '-c', 'user.email=a@example.com', 'commit', '--quiet', '--message=The clone');
}

function linkProgram(name: string, bin: string): void {
  const folders = [dirname(process.execPath), ...(process.env['PATH'] ?? '').split(delimiter)];
  const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  if (found !== undefined) symlinkSync(found, join(bin, name));
}

/** Where this machine gets packages, if not from npm's own registry. */
function registryOf(environment: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  const names = /^(npm_config_registry|https?_proxy|no_proxy|node_extra_ca_certs|ssl_cert_file)$/i;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => names.test(name))) as Record<string, string>;
}

function collect(child: ChildProcess): { readonly text: () => string; readonly ended: Promise<number | null> } {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const ended = new Promise<number | null>((done) => child.on('close', done));
  return { text: () => output, ended };
}

async function finish(child: ChildProcess): Promise<Ran> {
  const { text, ended } = collect(child);
  const status = await ended;
  return { status, output: text() };
}

async function startUntil(child: ChildProcess, until: string): Promise<Started> {
  const { text, ended } = collect(child);
  const stop = async () => {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
    await ended;
  };
  await new Promise<void>((ready, refuse) => {
    child.stdout?.on('data', () => {
      if (text().includes(until)) ready();
    });
    void ended.then((status) => {
      refuse(new Error(`ended with ${status ?? 'a signal'}: ${text()}`));
    });
  });
  return { output: text(), stop };
}
