// What Nx does anew in a checkout, where our packages are projects of its own.
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { canFetchTools } from '@sovereign-fleet/renderer/programs';
import { filesIn, makeCheckout, nx, type NxProcess, startNx, writeFiles } from '@sovereign-fleet/workspace/testing';

const given = ['SOVEREIGN_FLEET_HELM', 'SOVEREIGN_FLEET_KUBECTL'].every((name) => process.env[name] !== undefined);
const runs = canFetchTools || given ? describe : describe.skip;

let root: string;
let oneNx: NxProcess;

beforeAll(async () => {
  root = makeCheckout({ '.gitignore': 'node_modules\ndist\n.nx\n' });
  expect(nx(root, 'sync')).toMatchObject({ status: 0 });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git('-c', 'user.name=Test', '-c', 'user.email=test@example.com', 'commit', '--quiet', '--message=all');
  oneNx = await startNx(root);
});

afterEach(() => {
  git('checkout', '--quiet', '--', '.');
  git('clean', '--quiet', '--force', '-d');
});

afterAll(async () => {
  await oneNx.stop();
  rmSync(root, { recursive: true });
});

function git(...args: readonly string[]): void {
  execFileSync('git', args, { cwd: root });
}

const text = (path: string) => readFileSync(join(root, path), 'utf8');

function edit(path: string, from: string, to: string): void {
  expect(text(path)).toContain(from);
  writeFiles(root, { [path]: text(path).replace(from, to) });
}

async function affected(target: string): Promise<readonly string[]> {
  const selection = ['--affected', '--base=HEAD', `--with-target=${target}`];
  const { output } = await oneNx.command('show', 'projects', ...selection, '--json');
  return (JSON.parse(output.slice(output.indexOf('['), output.lastIndexOf(']') + 1)) as string[]).sort();
}

test('each Sovereign is an Nx project that depends on what its tree is made from', async () => {
  const { output } = await oneNx.command('show', 'project', 'acme', '--json');
  expect(JSON.parse(output)).toMatchObject({ root: 'sovereigns/acme', tags: ['type:sovereign'] });
  const graph = JSON.parse((await oneNx.command('graph', '--print')).output) as {
    graph: { dependencies: Readonly<Record<string, readonly { readonly target: string }[]>> };
  };
  const dependencies = graph.graph.dependencies['acme']?.map(({ target }) => target).sort();
  expect(dependencies).toEqual([
    '@sovereign-fleet/bootstrap-kit',
    '@sovereign-fleet/compiler',
    '@sovereign-fleet/fleet',
    '@sovereign-fleet/kit-example',
  ]);
});

test.each([
  { what: 'a rule', path: 'packages/policy/src/rules/rules.ts', targets: ['review'] },
  { what: 'the review itself', path: 'generators/src/review/executor.ts', targets: ['review'] },
  { what: 'the renderer', path: 'packages/renderer/src/tree/node.ts', targets: ['render', 'review'] },
  { what: 'what Phase 0 is made by', path: 'packages/cloud-init/src/index.ts', targets: ['cloud-init'] },
  { what: 'a test of the rules', path: 'packages/policy/src/rules/rules.test.ts', targets: [] },
])('a change of $what has made anew what it touches', async ({ path, targets }) => {
  // The plugin itself imports some of them, so that they must stay code.
  writeFiles(root, { [path]: existsSync(join(root, path)) ? `${text(path)}// changed\n` : 'changed\n' });
  const touched: string[] = [];
  for (const target of ['render', 'review', 'cloud-init']) {
    if ((await affected(target)).includes('acme')) touched.push(target);
  }
  expect(touched).toEqual(targets);
});

test('what our code was compiled to is kept for the next command', () => {
  const kept = join(root, 'node_modules/compiled-code');
  process.env['SWC_NODE_CACHE_DIR'] = kept;
  try {
    nx(root, 'sync:check');
  } finally {
    delete process.env['SWC_NODE_CACHE_DIR'];
  }
  const texts = Object.values(filesIn(root, 'node_modules/compiled-code'));
  expect(texts.filter((code) => code.includes('function compileGenerator('))).not.toEqual([]);
  expect(Object.keys(filesIn(root, 'node_modules/compiled-code')).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

runs('through the real helm and kustomize (skipped where none can be had)', () => {
  const offline = ['--offline', '--allow-missing-charts'];

  const isKept = async (target: string) => {
    const { status, output } = await oneNx.command('run', `acme:${target}`, ...offline);
    if (status !== 0) throw new Error(output);
    return output.includes('1/1 hit');
  };

  /** Changes code so that whoever runs it ends at once, which shows that it runs anew. */
  const expectMadeAnewAfterChange = async (target: string, path: string) => {
    writeFiles(root, { [path]: `${text(path)}\nthrow new Error('made anew');\n` });
    await expect(isKept(target)).rejects.toThrow('made anew');
  };

  test.each([
    { what: 'the compiler', path: 'packages/compiler/src/region-files.ts', from: "'10m'", to: "'11m'" },
    {
      what: 'the printer',
      path: 'packages/flux/src/manifest.ts',
      from: 'what is written here',
      to: 'what you write here',
    },
  ])('after a change of $what without nx sync, a render and a review fail that were kept', async (change) => {
    for (const target of ['render', 'review']) {
      await isKept(target);
      expect(await isKept(target)).toBe(true);
    }
    edit(change.path, change.from, change.to);
    const both = ['run-many', '-t', 'render', 'review', '-p', 'acme'];
    const { status, output } = await oneNx.command(...both, ...offline);
    expect(output.match(/is not what the spec compiles to/g)?.length).toBeGreaterThan(1);
    const [, failed = ''] = output.split('Failed tasks:');
    expect(failed.match(/acme:\w+/g)?.sort()).toEqual(['acme:render', 'acme:review']);
    expect(status).toBe(1);
  });

  test('a render is made anew after a file of the renderer got another name, and after that file changed', async () => {
    const folder = 'packages/renderer/src';
    await isKept('render');
    expect(await isKept('render')).toBe(true);
    renameSync(join(root, folder, 'tree/source-ignore.ts'), join(root, folder, 'tree/ignored-paths.ts'));
    const importing = Object.entries(filesIn(root, folder)).filter(([, code]) => code.includes("/source-ignore';"));
    expect(importing).not.toEqual([]);
    for (const [path] of importing) edit(path, "/source-ignore';", "/ignored-paths';");
    expect(await isKept('render')).toBe(false);
    expect(await isKept('render')).toBe(true);
    await expectMadeAnewAfterChange('render', `${folder}/tree/ignored-paths.ts`);
  });

  test('a review is made anew after a change of a rule', async () => {
    await isKept('review');
    expect(await isKept('review')).toBe(true);
    await expectMadeAnewAfterChange('review', 'packages/policy/src/rules/rules.ts');
  });
});
