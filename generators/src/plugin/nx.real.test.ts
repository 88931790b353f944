import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  filesIn,
  makeCompiledWorkspace,
  nx,
  type NxProcess,
  startNx,
  writeFiles,
} from '@sovereign-fleet/workspace/testing';

let root: string;
let oneNx: NxProcess;

beforeAll(async () => {
  root = makeCompiledWorkspace();
  oneNx = await startNx(root);
});

afterAll(async () => {
  await oneNx.stop();
  rmSync(root, { recursive: true });
});

/** What people and generators write; Nx keeps a cache of its own in `.nx/`. */
function written(): Readonly<Record<string, string>> {
  return { ...filesIn(root, 'sovereigns'), ...filesIn(root, 'gitops-out') };
}

const spec = 'sovereigns/sovereign-1/sovereign.ts';
const tree = 'gitops-out/clusters/sovereign-1.fleet.example.com';

test('nx g sovereign needs neither a prefix nor a name, and writes nothing with --dry-run', () => {
  const before = written();
  const { status, output } = nx(root, 'g', 'sovereign', '--regions=fsn1,nbg1', '--dry-run');
  expect(output).toContain('No name was given: this Sovereign is "sovereign-1".');
  expect(output).toContain(`CREATE ${spec}`);
  expect(output).toContain('NOTE: The "dryRun" flag means no changes were made.');
  expect(status).toBe(0);
  expect(written()).toEqual(before);
});

test('what nx g sovereign writes is in sync, and a second run of it changes nothing', async () => {
  const first = nx(root, 'g', 'sovereign', 'sovereign-1', '--regions', 'fsn1', '--regions', 'nbg1');
  expect(first.output).toContain(`CREATE ${tree}/fsn1/kustomization.yaml`);
  expect(first.output).toContain(
    'New Sovereign "sovereign-1", sovereign-1.fleet.example.com in fsn1 (primary), nbg1 (secondary).',
  );
  const afterFirst = written();
  const second = await oneNx.command('g', 'sovereign', 'sovereign-1', '--regions=fsn1,nbg1');
  expect(second.output).toContain(
    'Nothing to change: "sovereign-1", sovereign-1.fleet.example.com in fsn1 (primary), nbg1 (secondary).',
  );
  expect([first.status, second.status]).toEqual([0, 0]);
  expect(written()).toEqual(afterFirst);
  expect(await oneNx.command('sync:check')).toMatchObject({ status: 0 });
});

test('nx g sovereign with an unknown region names the value and the remedy, and exits with 1', async () => {
  const { status, output } = await oneNx.command('g', 'sovereign', 'other', '--regions=fsn1,nbg2');
  expect(output).toContain(
    'command line: --regions is "nbg2": no provider has a region "nbg2". Did you mean "nbg1"? ' +
      'Hetzner has fsn1, nbg1, hel1, ash, hil, sin.',
  );
  expect(status).toBe(1);
});

test('nx g sovereign without regions and without a terminal does not ask, and exits with 1', async () => {
  const { status, output } = await oneNx.command('g', 'sovereign', 'other');
  expect(output).toContain('command line: --regions is not set: no region is named.');
  expect(status).toBe(1);
});

test('a spec that cannot be loaded fails nx sync and nx sync:check, with its message', async () => {
  const file = 'sovereigns/broken/sovereign.ts';
  const compiled = filesIn(root, 'gitops-out');
  writeFiles(root, { [file]: 'export default {' });
  for (const command of ['sync', 'sync:check']) {
    const { status, output } = await oneNx.command(command);
    expect(output).toContain(`${file}: error is "`);
    expect(status).toBe(1);
  }
  expect(filesIn(root, 'gitops-out')).toEqual(compiled);
  rmSync(join(root, 'sovereigns/broken'), { recursive: true });
});

test('a kit that is not what was reviewed fails nx sync:check', async () => {
  const lock = 'kits/example/graph.yaml';
  const reviewed = filesIn(root, 'kits')[lock] ?? '';
  writeFiles(root, {
    [lock]: reviewed.replace('bp-rtz-vcluster, depends_on: [bp-cilium, ', 'bp-rtz-vcluster, depends_on: ['),
  });
  const { status, output } = await oneNx.command('sync:check');
  writeFiles(root, { [lock]: reviewed });
  expect(output).toContain(
    'kits/example/kit.ts: bp-rtz-vcluster.dependsOn is ["bp-cert-manager", "bp-cilium"]: ' +
      `${lock} says ["bp-cert-manager"]. Undo the change, or have it reviewed and write into ${lock}: { slot: ` +
      '"59", name: bp-rtz-vcluster, depends_on: [bp-cilium, bp-cert-manager] }.',
  );
  expect(status).toBe(1);
});

test.each([
  {
    what: 'the FQDN of a spec',
    file: 'sovereigns/acme/sovereign.ts',
    change: (text: string) => text.replace('acme.example.com', 'extra.example.com'),
    input: /gitops-out\/clusters\/extra\.example\.com\//,
  },
  {
    what: 'a tree that comes to name a chart',
    file: 'gitops-out/clusters/acme.example.com/fsn1/kustomization.yaml',
    change: (text: string) => `${text}# bp-extra\n`,
    input: /charts\/\{?.*bp-extra/,
  },
  {
    what: 'a kit that comes to import a file',
    file: 'kits/example/kit.ts',
    change: (text: string) => `import './extra';\n${text}`,
    input: /kits\/example\/\{?.*extra\.ts/,
  },
])('$what changes the inputs of a render, whatever was kept of the last command', async ({ file, change, input }) => {
  const inputs = async () => {
    const { output } = await oneNx.command('show', 'project', 'acme', '--json');
    return (JSON.parse(output) as { targets: { render: { inputs: readonly unknown[] } } }).targets.render.inputs;
  };
  const extra = ['kits/example/extra.ts', 'charts/bp-extra/Chart.yaml'];
  const text = readFileSync(join(root, file), 'utf8');
  writeFiles(root, Object.fromEntries(extra.map((path) => [path, ''])));
  expect(await inputs()).not.toContainEqual(expect.stringMatching(input));
  writeFiles(root, { [file]: change(text) });
  expect(await inputs()).toContainEqual(expect.stringMatching(input));
  writeFiles(root, { [file]: text });
  for (const path of [...extra, 'charts/bp-extra']) rmSync(join(root, path), { recursive: true });
});

const ofPropose = '--dry-run, --full, --clone, --take-over, --reopen, --allow-shrink, --strict';

test.each([
  {
    command: 'acme:propose --allow-removal',
    says:
      'acme:propose: --allow-removal is true: there is no such option. ' +
      'It is about the whole fleet: run "npx sovereign-fleet propose --allow-removal".',
  },
  {
    command: 'acme:propose --strictt',
    says:
      'acme:propose: --strictt is true: there is no such option. ' +
      `Did you mean "--strict"? Write one of ${ofPropose}.`,
  },
  {
    command: 'acme:propose --clone',
    says: 'acme:propose: --clone is true: it needs one value. Write --clone=<value>.',
  },
  {
    command: 'acme:propose --strict --strict',
    says: 'acme:propose: --strict is [true, true]: it is on or off. Write --strict, or leave it out.',
  },
  {
    command: 'acme:propose globex',
    says:
      'acme:propose: argument is "globex": no option comes before it. ' +
      'Leave it out, or write it as the value of an option: --option=value.',
  },
  {
    command: 'acme:render --offlin',
    says:
      'acme:render: --offlin is true: there is no such option. Did you mean "--offline"? Write one of ' +
      '--allow-missing-charts, --offline.',
  },
  {
    command: 'acme:render --offline=maybe --verbose',
    says: 'acme:render: --offline is "maybe": it is on or off. Write --offline, or leave it out.',
  },
  {
    command: 'acme:review --bas=main',
    says:
      'acme:review: --bas is "main": there is no such option. Did you mean "--base"? Write one of --base, ' +
      '--allow-missing-charts, --offline.',
  },
  {
    command: 'acme:review --base',
    says: 'acme:review: --base is true: it needs one value. Write --base=<value>.',
  },
])('nx run $command is refused with what to do instead', async ({ command, says }) => {
  const { status, output } = await oneNx.command('run', ...command.split(' '));
  expect(output).toContain(`1 problem, nothing was written\n${says}\n`);
  expect(output).not.toMatch(/SchemaError|^ +at /m);
  expect(status).toBe(1);
});

test.each([
  {
    args: ['--allow-removals=gone.example.com'],
    says:
      '--allow-removals is "gone.example.com": there is no such option. ' +
      'Did you mean "--allow-removal"? Write one of --allow-removal, --dry-run.',
  },
  { args: ['--allow-removal'], says: '--allow-removal is true: it needs one value. Write --allow-removal=<value>.' },
  {
    args: ['gone.example.com'],
    says:
      'argument is "gone.example.com": no option comes before it. ' +
      'Leave it out, or write it as the value of an option: --option=value.',
  },
])('nx g compile $args is refused with what to do instead', async ({ args, says }) => {
  const { status, output } = await oneNx.command('g', 'compile', ...args);
  expect(output).toContain(`1 problem, nothing was written\n\ncommand line: ${says}\n`);
  expect(status).toBe(1);
});

test('an option that many Sovereigns are proposed with is refused once', async () => {
  const { status, output } = await oneNx.command('run-many', '-t', 'propose', '--drye-run');
  const refusal =
    'propose: --drye-run is true: there is no such option. ' + `Did you mean "--dry-run"? Write one of ${ofPropose}.\n`;
  expect(output.split(`1 problem, nothing was written\n${refusal}`)).toHaveLength(2);
  expect(status).toBe(1);
});

test('nx run acme:secrets lists what acme needs, and acme:explain where a version comes from', async () => {
  const secrets = nx(root, 'run', 'acme:secrets');
  expect(secrets).toMatchObject({ status: 0 });
  expect(secrets.output).toContain('Secret flux-system/ghcr-pull: pulls the charts\n');
  expect(secrets.output).toContain('  read by       source registry in fsn1, nbg1\n');
  const explained = nx(root, 'run', 'acme:explain', '--slot=bp-cilium');
  expect(explained).toMatchObject({ status: 0 });
  expect(explained.output).toMatch(
    /bp-cilium.* in fsn1 of acme is "1\.4\.0"\n {2}kit +"1\.4\.0" {2}\(kits\/example\/kit\.ts/,
  );
  const unknown = await oneNx.task('acme:explain', { slot: 'bp-cilum' });
  expect(unknown.status).toBe(1);
  expect(unknown.output).toContain('Did you mean "bp-cilium"?');
  const refused = await oneNx.task('acme:secrets', { region: 'fsn1' });
  expect(refused.status).toBe(1);
  expect(refused.output).toContain('acme:secrets: --region is "fsn1": there is no such option. Remove it');
});
