import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { canFetchTools } from '@sovereign-fleet/renderer/programs';
import {
  acmeSource,
  canMount,
  type Disk,
  filesIn,
  installedCode,
  makeCompiledWorkspace,
  type NxProcess,
  runOnDisk,
  separateCache,
  startNx,
  writeFiles,
} from '@sovereign-fleet/workspace/testing';

const given = ['SOVEREIGN_FLEET_HELM', 'SOVEREIGN_FLEET_KUBECTL'].every((name) => process.env[name] !== undefined);
const runs = canFetchTools || given ? describe : describe.skip;

const tree = 'gitops-out/clusters/acme.example.com';
const spec = 'sovereigns/acme/sovereign.ts';
const remedy = 'Run "npx nx sync", and commit what it writes.';
const options = { offline: true, allowMissingCharts: true };

runs('render and review, through the real Nx, helm and kustomize', () => {
  let root: string;
  let oneNx: NxProcess;
  let compiled: Readonly<Record<string, string>>;

  beforeAll(async () => {
    root = makeCompiledWorkspace();
    oneNx = await startNx(root);
    compiled = filesIn(root, 'gitops-out');
  });

  afterEach(() => {
    rmSync(join(root, 'gitops-out'), { recursive: true });
    rmSync(join(root, 'dist'), { recursive: true, force: true });
    writeFiles(root, { ...compiled, [spec]: acmeSource });
  });

  afterAll(async () => {
    await oneNx.stop();
    rmSync(root, { recursive: true });
  });

  const run = (target: string) => oneNx.task(`acme:${target}`, options);

  const drifts: readonly { what: string; act: () => void; files: readonly (readonly [string, string])[] }[] = [
    {
      what: 'a spec that was edited',
      act: () => {
        const overrides = "overrides: { 'bp-cilium': { a: 1 } }";
        writeFiles(root, { [spec]: acmeSource.replace("role: 'secondary'", `role: 'secondary', ${overrides}`) });
      },
      files: [[`${tree}/nbg1/bootstrap-kit/kustomization.yaml`, 'other text']],
    },
    {
      what: 'a tree that was edited by hand',
      act: () => {
        const file = `${tree}/fsn1/kustomization.yaml`;
        writeFiles(root, { [file]: `${compiled[file] ?? ''}# by hand\n`, [`${tree}/fsn1/more.yaml`]: '' });
        rmSync(join(root, `${tree}/nbg1/flux-system/gotk-sync.yaml`));
      },
      files: [
        [`${tree}/fsn1/kustomization.yaml`, 'other text'],
        [`${tree}/fsn1/more.yaml`, 'a stale file'],
        [`${tree}/nbg1/flux-system/gotk-sync.yaml`, 'missing'],
      ],
    },
  ];

  test.each(drifts)('render says the drift of $what, and fails', async ({ act, files }) => {
    act();
    const { status, output } = await run('render');
    const lines = files.map(([file, state]) => {
      const is = state === 'missing' ? 'is not set' : `is "${state}"`;
      return `  ${file}: content ${is}: it is not what the spec compiles to. ${remedy}`;
    });
    const head = 'acme: failed, since the tree is not what the spec compiles to; it was rendered as it is';
    expect(output).toContain(`${[head, ...lines].join('\n')}\n`);
    expect(status).toBe(1);
  });

  test.each(drifts)('review has the drift of $what in its report, and fails', async ({ act, files }) => {
    act();
    const { status, output } = await run('review');
    const { reviews } = JSON.parse(readFileSync(join(root, 'dist/review/acme/review.json'), 'utf8')) as {
      readonly reviews: readonly {
        readonly subtree?: string;
        readonly findings: readonly { readonly rule: string }[];
      }[];
    };
    const found = reviews.flatMap(({ findings }) => findings).filter(({ rule }) => rule === 'compiled-tree');
    expect(found).toEqual(
      files.map(([object, state]) => ({
        rule: 'compiled-tree',
        severity: 'error',
        region: '',
        object,
        field: 'content',
        problem: `it is not what the spec compiles to (${state})`,
        remedy: remedy.slice(0, -1),
        file: spec,
      })),
    );
    for (const [file] of files) expect(output).toContain(file);
    // No pull request takes it for a review of what it proposes.
    expect(reviews.map(({ subtree }) => subtree)).toEqual([undefined]);
    expect(status).toBe(1);
  });

  test.each(['render', 'review'])('%s of a tree that is in sync says nothing of it', async (target) => {
    const { status, output } = await oneNx.command('run', `acme:${target}`, '--offline', '--allow-missing-charts');
    expect(output).not.toContain('compiles to');
    expect(status).toBe(0);
  });

  const inTheWay =
    'a file or a link is where a folder belongs, or a folder or a link where a file does. ' +
    'Move away what is there, and run the command again.';

  // Both write by the same code: each of them meets each kind of a file that is in the way once.
  test.each([
    { target: 'render', file: 'dist', code: 'ENOTDIR' },
    { target: 'render', file: 'dist/render', code: 'EEXIST' },
    { target: 'review', file: 'dist/review', code: 'EEXIST' },
    { target: 'review', file: 'dist/review/acme', code: 'ENOTDIR' },
  ])('the file $file in the place of a folder of $target is named, and stays', async ({ target, file, code }) => {
    writeFiles(root, { [file]: 'mine' });
    const { status, output } = await run(target);
    expect(output).toContain(`dist/${target}/acme: error is "${code}": ${inTheWay}\n`);
    expect(status).toBe(1);
    expect(readFileSync(join(root, file), 'utf8')).toBe('mine');
  });

  const testOnDisk = canMount() ? test : test.skip;
  const skipped = canMount() ? '' : ' (skipped: this machine lets nobody mount one)';
  const remedyOfFull = 'the disk is full. Free some space on it, and run the command again.';

  /** Without Nx, in a process of its own: nothing of Nx is on that disk. */
  const onDisk = (disk: Disk, target: string) => {
    const context = JSON.stringify({ root, projectName: 'acme' });
    const script = `require('${installedCode}/${target}/executor').default(${JSON.stringify(options)}, ${context})`;
    return runOnDisk(disk, [process.execPath, '--eval', script], root);
  };

  testOnDisk.each(['render', 'review'])(`%s on a full disk leaves what was there${skipped}`, (target) => {
    writeFiles(root, { [`dist/${target}/acme/before`]: 'mine' });
    const folder = join(root, `dist/${target}`);
    const output = onDisk({ folder, size: '16k' }, target);
    expect(output).toMatch(new RegExp(`\n?dist/${target}/acme/\\S+: error is "ENOSPC": ${remedyOfFull}`));
    expect(output).toContain('the disk is as before');
    expect(existsSync(join(folder, 'acme/before'))).toBe(true);
  });

  // A render on such a disk: tools/src/checks/full-caches.real.test.ts.
  testOnDisk(`review with a full disk for what is kept between runs keeps nothing, and says so${skipped}`, () => {
    const folder = join(root, 'node_modules/.cache/sovereign-fleet');
    separateCache(root);
    const output = onDisk({ folder, size: '8k', prepare: 'head -c 8k /dev/zero >"$folder/filler"' }, 'review');
    expect(output).toContain('the cache cannot be written, so what is new in this run is not kept: ENOSPC: ');
    expect(existsSync(join(root, 'dist/review/acme'))).toBe(true);
  });
});
