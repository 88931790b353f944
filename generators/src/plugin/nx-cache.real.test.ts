import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { canFetchTools, findHelm } from '@sovereign-fleet/renderer/programs';
import {
  acmeSource,
  globexSource,
  makeCompiledWorkspace,
  type NxProcess,
  startNx,
  writeFiles,
} from '@sovereign-fleet/workspace/testing';

const given = ['SOVEREIGN_FLEET_HELM', 'SOVEREIGN_FLEET_KUBECTL'].every((name) => process.env[name] !== undefined);
const runs = canFetchTools || given ? describe : describe.skip;

/** Imports a file, and names another's FQDN in a comment. */
const spec = acmeSource
  .replace('\n\n', "\nimport { kubeVersion } from '../versions';\n\n/*\n  fqdn: 'globex.example.org',\n*/\n")
  .replace('  regions', '  kubeVersion,\n  regions');

const configMap = (text: string) => `kind: ConfigMap\napiVersion: v1\nmetadata: {name: extra}\ndata: {text: ${text}}\n`;

const tree = 'gitops-out/clusters/acme.example.com';

const files = {
  'sovereigns/acme/sovereign.ts': spec,
  'sovereigns/versions.ts': "export const kubeVersion = '1.33.0';\n",
  'sovereigns/globex/sovereign.ts': globexSource,
  'charts/bp-cilium/Chart.yaml':
    'apiVersion: v2\nname: bp-cilium\nversion: 1.4.0\n' +
    'dependencies: [{name: extra, version: 1.0.0, repository: "file://../shared/extra"}]\n',
  'charts/shared/extra/Chart.yaml': 'apiVersion: v2\nname: extra\nversion: 1.0.0\n',
  'charts/shared/extra/templates/a.yaml': configMap('first'),
  '.gitignore': 'node_modules\ndist\n.nx\noutside\ncharts/bp-*/charts\n',
};

const why = 'skipped where no helm and kubectl can be had';

runs(`what Nx takes from its cache, through the real Nx, helm and kustomize (${why})`, () => {
  let root: string;
  let oneNx: NxProcess;
  const { SOVEREIGN_FLEET_HELM, VCLUSTER_CHART, NX_BASE } = process.env;

  const git = (...args: readonly string[]) => {
    const person = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com'];
    return execFileSync('git', [...person, ...args], { cwd: root, encoding: 'utf8' });
  };

  const commit = () => {
    git('add', '--all');
    git('commit', '--quiet', '--message=A change');
  };

  beforeAll(async () => {
    root = makeCompiledWorkspace(files);
    git('init', '--quiet', '--initial-branch=main');
    commit();
    oneNx = await startNx(root);
  });

  afterEach(() => {
    git('checkout', '--quiet', '--', '.');
    git('clean', '--quiet', '--force', '-d');
    setVariable('SOVEREIGN_FLEET_HELM', SOVEREIGN_FLEET_HELM);
    setVariable('VCLUSTER_CHART', VCLUSTER_CHART);
    setVariable('NX_BASE', NX_BASE);
  });

  afterAll(async () => {
    await oneNx.stop();
    rmSync(root, { recursive: true });
  });

  const setVariable = (name: string, value: string | undefined) => {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  };

  const offline = ['--offline', '--allow-missing-charts'];

  const run = async (target: string, ...more: readonly string[]) => {
    const { status, output } = await oneNx.command('run', `acme:${target}`, ...offline, ...more);
    if (status !== 0) throw new Error(output);
    return { hit: output.includes('1/1 hit'), output };
  };

  const text = (path: string) => readFileSync(join(root, path), 'utf8');
  const edit = (path: string, from: string, to: string) => {
    writeFiles(root, { [path]: text(path).replace(from, to) });
  };

  test.each([
    ['a file that the spec imports', 'sovereigns/versions.ts', ['acme']],
    ['a file:// dependency of a chart', 'charts/shared/extra/templates/a.yaml', ['acme', 'globex']],
    ['the tree of one that a comment names', 'gitops-out/clusters/globex.example.org/hel1/more.yaml', ['globex']],
    ["a chart's README", 'charts/bp-dmz-vcluster/README.md', []],
  ])('a change of %s has reviewed what it touches', async (_, path, projects) => {
    writeFiles(root, { [path]: existsSync(join(root, path)) ? `${text(path)}// changed\n` : 'changed\n' });
    const selection = ['--affected', '--base=HEAD', '--with-target=review'];
    const { output } = await oneNx.command('show', 'projects', ...selection, '--json');
    const affected = JSON.parse(output.slice(output.indexOf('['), output.lastIndexOf(']') + 1)) as string[];
    expect(affected.sort()).toEqual(projects);
  });

  test.each([
    { what: 'a file that the spec imports', path: 'sovereigns/versions.ts', from: '1.33.0', to: '1.32.0' },
    {
      what: 'a file:// dependency of a chart',
      path: 'charts/shared/extra/templates/a.yaml',
      from: 'first',
      to: 'second',
    },
  ])('a render is made anew after a change of $what', async ({ path, from, to }) => {
    await run('render');
    expect((await run('render')).hit).toBe(true);
    edit(path, from, to);
    expect((await run('render')).hit).toBe(false);
  });

  describe('drift, after a render and a review that are in the cache', () => {
    beforeAll(async () => {
      for (const target of ['render', 'review']) await run(target);
    });

    test.each([
      { what: 'the spec', path: 'sovereigns/acme/sovereign.ts', from: "'nbg1'", to: "'hel1'" },
      { what: 'what all Sovereigns share', path: 'sovereigns/fleet.ts', from: "branch: 'main'", to: "branch: 'trunk'" },
      {
        what: 'the reviewed graph of the kit',
        path: 'kits/example/graph.yaml',
        from: '',
        to: 'x',
      },
      { what: 'a file of the tree', path: `${tree}/fsn1/kustomization.yaml`, from: 'resources:', to: 'resources: #' },
    ])(
      'after a change of $what without nx sync, no answer is taken from the cache: render and review fail',
      async ({ path, from, to }) => {
        edit(path, from, to);
        const both = ['run-many', '-t', 'render', 'review', '-p', 'acme'];
        const { status, output } = await oneNx.command(...both, ...offline);
        expect(output.match(/is not what the spec compiles to|kits\/example\/graph\.yaml/g)?.length).toBeGreaterThan(1);
        const [, failed = ''] = output.split('Failed tasks:');
        expect(failed.match(/acme:\w+/g)?.sort()).toEqual(['acme:render', 'acme:review']);
        expect(status).toBe(1);
      },
    );
  });

  test('a render and a review are made anew after another version of our package was installed', async () => {
    for (const target of ['render', 'review']) {
      await run(target);
      expect((await run(target)).hit).toBe(true);
    }
    edit('package-lock.json', '/nx/-/nx-0.1.0.tgz",\n      "integrity": "sha512-', '$&0000');
    for (const target of ['render', 'review']) expect((await run(target)).hit).toBe(false);
  });

  test('a render is made anew after a change of what VCLUSTER_CHART leads to', async () => {
    execFileSync('mkdir', ['-p', join(root, 'outside')]);
    execFileSync('cp', ['-R', join(root, 'charts/testdata/vcluster'), join(root, 'outside')]);
    process.env['VCLUSTER_CHART'] = join(root, 'outside/vcluster');
    await run('render');
    expect((await run('render')).hit).toBe(true);
    writeFiles(root, { 'outside/vcluster/templates/more.yaml': configMap('more') });
    expect((await run('render')).hit).toBe(false);
  });

  test('a render is made anew after a subchart was fetched, which Git ignores', async () => {
    const to = join(root, 'charts/bp-dmz-vcluster/charts');
    execFileSync('mkdir', [to]);
    await run('render');
    expect((await run('render')).hit).toBe(true);
    execFileSync('cp', ['-R', join(root, 'charts/testdata/vcluster'), to]);
    expect((await run('render')).hit).toBe(false);
    rmSync(to, { recursive: true });
  });

  test('a render is made anew after a change of the program that SOVEREIGN_FLEET_HELM names', async () => {
    const program = join(root, 'outside/helm');
    const script = `#!/bin/sh\nexec ${await findHelm()} "$@"\n`;
    writeFiles(root, { 'outside/helm': script });
    chmodSync(program, 0o755);
    process.env['SOVEREIGN_FLEET_HELM'] = program;
    await run('render');
    expect((await run('render')).hit).toBe(true);
    writeFiles(root, { 'outside/helm': `${script}# another\n` });
    expect((await run('render')).hit).toBe(false);
  });

  test('a review is kept while tree and commits stay, and made anew when the base moves', async () => {
    await run('review', '--base=main');
    rmSync(join(root, 'dist/review'), { recursive: true });
    const kept = await run('review', '--base=main');
    expect(kept.hit).toBe(true);
    expect(text('dist/review/acme/review.json')).toContain('"name": "acme"');
    git('commit', '--quiet', '--allow-empty', '--message=The base moves');
    expect((await run('review', '--base=main')).hit).toBe(false);
  });

  test('a review takes its base from NX_BASE, and is kept by it', async () => {
    await run('review');
    setVariable('NX_BASE', 'main');
    expect((await run('review')).hit).toBe(false);
    expect(text('dist/review/acme/review.json')).toContain('"named": "main"');
    expect((await run('review')).hit).toBe(true);
    setVariable('NX_BASE', 'no-such-commit');
    const { status, output } = await oneNx.command('run', 'acme:review', ...offline);
    expect(output).toContain('The base "no-such-commit" cannot be read: ');
    expect(output).toContain('Fetch it, or name another in --base or NX_BASE.');
    expect(status).toBe(1);
    setVariable('NX_BASE', '');
    expect((await run('review')).hit).toBe(true);
  });

  test('a spec that reads the environment is refused, and has no render in the cache', async () => {
    await run('render');
    edit('sovereigns/versions.ts', "'1.33.0'", "process.env['NONE'] ?? '1.33.0'");
    const { status, output } = await oneNx.command('run', 'acme:render', ...offline);
    expect(output).toContain(
      'sovereigns/versions.ts: name is "process": a spec says the same on every machine and at any time, so it ' +
        'may not ask for what it neither declares nor imports. Write plain data in line 1.\n',
    );
    expect(status).toBe(1);
  });
});
