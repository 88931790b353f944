import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { canFetchTools, findHelm, findKubectl } from '@sovereign-fleet/renderer/programs';
import { temporaryFolder } from '@sovereign-fleet/renderer/temporary-folder';
import {
  installedCode,
  makeCompiledWorkspace,
  makeWaitingProgram,
  nx,
  separateCache,
  type WaitingProgram,
  writeFiles,
} from '@sovereign-fleet/workspace/testing';

const runs = canFetchTools ? describe : describe.skip;

runs('a run that a signal ends (skipped where no helm and kubectl can be fetched)', () => {
  let root: string;
  let real: Readonly<Record<'helm' | 'kubectl', string>>;
  /** What processes have for themselves: a folder for temporary files, and programs. */
  const boxes: string[] = [];
  const programs: WaitingProgram[] = [];
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    root = makeCompiledWorkspace();
    separateCache(root);
    const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: root, stdio: 'ignore' });
    git('init', '-q');
    git('add', '-A', 'sovereigns', 'gitops-out');
    git('-c', 'user.name=a', '-c', 'user.email=a@b.c', 'commit', '-qm', 'all');
    real = { helm: await findHelm(), kubectl: await findKubectl() };
  });

  afterAll(() => {
    rmSync(root, { recursive: true });
  });

  afterEach(() => {
    for (const child of children.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
    for (const program of programs.splice(0)) program.end();
    for (const box of boxes.splice(0)) rmSync(box, { recursive: true });
  });

  function newBox(): string {
    const box = mkdtempSync(join(tmpdir(), 'ended-'));
    mkdirSync(join(box, 'tmp'));
    boxes.push(box);
    return box;
  }

  /** A program that never ends what it was started for. */
  function waitingProgram(name: keyof typeof real, box: string): WaitingProgram {
    const program = makeWaitingProgram(box, { name, real: real[name], passes: '[ "$1" = version ]' });
    programs.push(program);
    return program;
  }

  /** The environment of a run in which that program takes the place of the real one. */
  function environment(name: keyof typeof real, box: string, { path }: WaitingProgram): NodeJS.ProcessEnv {
    const found = { SOVEREIGN_FLEET_HELM: real.helm, SOVEREIGN_FLEET_KUBECTL: real.kubectl };
    const waits = { [`SOVEREIGN_FLEET_${name.toUpperCase()}`]: path };
    return { ...process.env, ...found, ...waits, TMPDIR: join(box, 'tmp'), NO_COLOR: '1', NX_DAEMON: 'false' };
  }

  function start(args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: 'pipe', detached: true });
    children.push(child);
    return child;
  }

  /** The executor, in a process as Nx gives it one. */
  const render = (env: NodeJS.ProcessEnv) => start(['--eval', script], env);
  const script = `
    const { default: run } = require('${installedCode}/render/executor');
    void run({ offline: true, allowMissingCharts: true }, { root: process.cwd(), projectName: 'acme' });
  `;

  async function until(holds: () => boolean): Promise<void> {
    for (let tries = 0; !holds(); tries += 1) {
      if (tries > 1500) throw new Error('it did not come to that within 30 seconds');
      await setTimeout(20);
    }
  }

  /** What is there of a run that goes on. */
  function leftovers(box: string): readonly string[] {
    const cache = 'node_modules/.cache/sovereign-fleet';
    const all = [cache, 'dist'].flatMap((folder) => {
      return existsSync(join(root, folder))
        ? readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        : [];
    });
    const stamped = all.filter((path) => /-[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{12}|\.claim$/.test(path));
    return [...readdirSync(join(box, 'tmp')).filter((name) => name.startsWith('sovereign-fleet')), ...stamped];
  }

  test('SIGINT, SIGTERM and SIGHUP leave nothing of a render, and end the process and its program', async () => {
    const ended = [
      { signal: 'SIGINT', name: 'kubectl' },
      { signal: 'SIGTERM', name: 'kubectl' },
      { signal: 'SIGHUP', name: 'helm' },
    ] as const;
    const all = ended.map(({ signal, name }) => {
      const box = newBox();
      const program = waitingProgram(name, box);
      return { signal, box, program, child: render(environment(name, box, program)) };
    });
    for (const { program } of all) await until(() => program.running().length > 0);
    for (const { box } of all.slice(0, 2)) expect(leftovers(box)).not.toEqual([]);
    for (const { signal, child } of all) child.kill(signal);
    for (const { signal, child } of all)
      if (child.signalCode === null) expect(await once(child, 'exit')).toEqual([null, signal]);
    for (const { box, signal, child } of all) expect([leftovers(box), child.signalCode]).toEqual([[], signal]);
    for (const { program } of all) await until(() => program.running().length === 0);
  });

  test('Ctrl+C while Nx renders leaves nothing', async () => {
    const bin = join(root, 'node_modules/nx/dist/bin/nx.js');
    const box = newBox();
    const program = waitingProgram('kubectl', box);
    const env = environment('kubectl', box, program);
    const child = start([bin, 'run', 'acme:render', '--offline', '--allow-missing-charts', '--skip-nx-cache'], env);
    await until(() => program.running().length > 0);
    process.kill(-(child.pid ?? 0), 'SIGINT');
    await once(child, 'exit');
    await until(() => leftovers(box).length === 0);
  });

  test('a signal leaves no checkout of a base', async () => {
    const base = `require('@sovereign-fleet/workspace/review').checkOutBase(process.cwd(), 'HEAD');`;
    const code = `${base} process.stdout.write('there'); setInterval(() => undefined, 1000);`;
    const box = newBox();
    const env = environment('helm', box, waitingProgram('helm', box));
    const child = start(['--eval', code], env);
    if (child.stdout !== null) await once(child.stdout, 'data');
    // What renders of other tests are about to remove in the cache is not ours.
    const checkouts = () => leftovers(box).filter((name) => name.startsWith('sovereign-fleet-base-'));
    expect(checkouts()).toHaveLength(1);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([null, 'SIGTERM']);
    expect(checkouts()).toEqual([]);
  });

  test('the next run removes what killed ones left, and nothing of a process that runs or of others', async () => {
    const box = newBox();
    for (const name of ['helm', 'kubectl'] as const) {
      const program = waitingProgram(name, box);
      const child = render(environment(name, box, program));
      await until(() => program.running().length > 0);
      child.kill('SIGKILL');
      await once(child, 'exit');
      program.end();
    }
    expect(leftovers(box).length).toBeGreaterThan(1);
    const living = temporaryFolder('sovereign-fleet-build-', join(box, 'tmp'));
    writeFiles(join(box, 'tmp'), { 'sovereign-fleet-build-notes/mine': '' });
    const { TMPDIR } = process.env;
    process.env['TMPDIR'] = join(box, 'tmp');
    const { output } = nx(root, 'run', 'acme:render', '--offline', '--allow-missing-charts');
    if (TMPDIR === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = TMPDIR;
    expect(output).toContain('written to dist/render/acme');
    expect(leftovers(box).map((name) => join(box, 'tmp', name))).toEqual(
      [living.path, join(box, 'tmp/sovereign-fleet-build-notes')].sort(),
    );
    living.remove();
  });
});
