import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { canFetchTools } from '@sovereign-fleet/renderer/programs';
import { execFileSync } from 'node:child_process';
import {
  acmeSource,
  makeCompiledWorkspace,
  type NxProcess,
  startNx,
  writeFiles,
} from '@sovereign-fleet/workspace/testing';

const given = ['SOVEREIGN_FLEET_HELM', 'SOVEREIGN_FLEET_KUBECTL'].every((name) => process.env[name] !== undefined);
const runs = canFetchTools || given ? describe : describe.skip;

const goneSource = acmeSource.replace('acme.example.com', 'gone.example.com');

runs('before tasks, through the real Nx, helm and kustomize (skipped where no helm and kubectl can be had)', () => {
  let root: string;
  let oneNx: NxProcess;

  const git = (...args: readonly string[]) => {
    const person = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com'];
    return execFileSync('git', [...person, ...args], { cwd: root, encoding: 'utf8' }).trim();
  };

  beforeAll(async () => {
    root = makeCompiledWorkspace({
      'sovereigns/gone/sovereign.ts': goneSource,
      '.gitignore': 'node_modules\ndist\n.nx\n',
    });
    git('init', '--quiet', '--initial-branch=main');
    git('add', '--all');
    git('commit', '--quiet', '--message=A fleet');
    oneNx = await startNx(root);
  });

  afterAll(async () => {
    await oneNx.stop();
    rmSync(root, { recursive: true });
  });

  const commandOf = (target: string, ...more: readonly string[]) => {
    return ['run', target, '--offline', '--allow-missing-charts', ...more];
  };

  const run = (target: string, ...more: readonly string[]) => oneNx.command(...commandOf(target, ...more));

  test('a task that failed and then succeeds is not called flaky, and no service is recommended', async () => {
    const output = join(root, 'dist/render');
    mkdirSync(join(root, 'dist'));
    symlinkSync(join(root, 'not-there/x'), output); // nothing can be written there
    const failed = await run('acme:render');
    rmSync(output);
    const succeeded = await run('acme:render');
    expect([failed.status, succeeded.status]).toEqual([1, 0]);
    expect(`${failed.output}${succeeded.output}`).not.toMatch(/flaky|Nx Cloud/i);
    // Nx takes both for one task: without the hook it would say so after the second.
    expect((await run('acme:render')).output).toContain('1/1 hit');
  });

  test('a run says where its files are, and the base in full', async () => {
    expect((await run('acme:render')).output).toContain('acme: written to dist/render/acme\n');
    const { output } = await run('acme:review', '--base=main');
    expect(output).toContain(`Base: main (${git('rev-parse', 'main')}).\n`);
    expect(output).toContain('Report: dist/review/acme/review.html\n');
    const page = readFileSync(join(root, 'dist/review/acme/review.html'), 'utf8');
    expect(page).toContain(`<p>Base: <code>main</code> (<code>${git('rev-parse', 'main')}</code>).</p>`);
  });

  test('what was written of a Sovereign goes with its spec, also where Nx has the rest in its cache', async () => {
    await run('gone:render');
    await run('gone:review');
    await run('acme:render');
    expect(existsSync(join(root, 'dist/review/gone/review.json'))).toBe(true);
    rmSync(join(root, 'sovereigns/gone'), { recursive: true });
    writeFiles(root, { 'dist/review/mine/review.html': 'kept' });
    const { output } = await run('acme:render');
    expect(output).toContain('1/1 hit');
    expect(output).toContain('Removed what was written to dist/review/gone: gone has no spec any more.\n');
    for (const folder of ['render', 'review']) expect(existsSync(join(root, 'dist', folder, 'gone'))).toBe(false);
    for (const kept of ['render/acme', 'review/mine']) expect(existsSync(join(root, 'dist', kept))).toBe(true);
  });
});
