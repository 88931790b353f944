import { rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  filesIn,
  globexSource,
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

test('drift, a missing file and a stale one fail nx sync:check, and nx sync names them and puts them right', () => {
  const compiled = filesIn(root, 'gitops-out');
  const base = 'gitops-out/clusters/acme.example.com';
  rmSync(join(root, base, 'fsn1/kustomization.yaml'));
  const stale = '# Compiled by sovereign-fleet.\n';
  writeFiles(root, { [`${base}/nbg1/bootstrap-kit.yaml`]: 'edited', [`${base}/stale.yaml`]: stale });
  const says = [
    '[@sovereign-fleet/nx:compile]: gitops-out/ is not what the specs say: 1 missing, 1 different, 1 stale.',
    `missing: ${base}/fsn1/kustomization.yaml`,
    `differs: ${base}/nbg1/bootstrap-kit.yaml`,
    `stale: ${base}/stale.yaml`,
  ].join('\n');
  const check = nx(root, 'sync:check');
  expect(check.output.split(says)).toHaveLength(2);
  expect(check.status).toBe(1);
  const sync = nx(root, 'sync');
  expect(sync.output.split(says)).toHaveLength(2);
  expect(sync.status).toBe(0);
  expect(filesIn(root, 'gitops-out')).toEqual(compiled);
});

test('a dry run beside a spec that cannot be read lists the changes, says why it is not all, and fails', () => {
  const tree = 'gitops-out/clusters/acme.example.com/fsn1/kustomization.yaml';
  rmSync(join(root, tree));
  writeFiles(root, { 'sovereigns/globex/sovereign.ts': globexSource.slice(0, globexSource.length / 2) });
  const { status, output } = nx(root, 'g', 'compile', '--dry-run');
  const lines = output.split('\n');
  const at = (text: string) => lines.findIndex((line) => line.startsWith(text));
  expect(at(`CREATE ${tree}`)).toBeGreaterThan(-1);
  expect(at('sovereigns/globex/sovereign.ts: error is ')).toBeGreaterThan(at(`CREATE ${tree}`));
  expect(status).toBe(1);
  rmSync(join(root, 'sovereigns/globex'), { recursive: true });
  expect(nx(root, 'sync').status).toBe(0);
});

test('what a person wrote stops nx sync, is named, and stays', async () => {
  const mine = { 'gitops-out/NOTES.md': 'mine\n', 'gitops-out/clusters/mine.example.com/fsn1/a.yaml': 'mine\n' };
  writeFiles(root, mine);
  const before = filesIn(root, 'gitops-out');
  for (const command of ['sync', 'sync:check']) {
    const { status, output } = await oneNx.command(command);
    for (const path of Object.keys(mine)) {
      expect(output).toContain(
        `${path}: content is "not compiled": nothing compiles to this file, and only what the compiler wrote is ` +
          'removed. Move it out of gitops-out/, or remove it.\n',
      );
    }
    expect(status).toBe(1);
  }
  expect(filesIn(root, 'gitops-out')).toEqual(before);
  for (const path of ['NOTES.md', 'clusters/mine.example.com'])
    rmSync(join(root, 'gitops-out', path), { recursive: true });
});

test("a gone Sovereign's tree goes by the command that nx sync names, and not by nx sync", async () => {
  const name = ['g', 'sovereign', 'gone', '--regions=fsn1'];
  expect((await oneNx.command(...name)).status).toBe(0);
  rmSync(join(root, 'sovereigns/gone'), { recursive: true });
  const before = filesIn(root, 'gitops-out');
  const { status, output } = await oneNx.command('sync');
  expect(output).toContain(
    'gitops-out/clusters: FQDN is "gone.fleet.example.com": no spec has this FQDN any more, and its tree would ' +
      'be removed. Restore what is in sovereigns/, or run "npx nx g compile ' +
      '--allow-removal=gone.fleet.example.com".\n',
  );
  expect(status).toBe(1);
  const command = /"npx nx (g compile \S+)"/.exec(output)?.[1]?.split(' ') ?? [];
  const tree = 'gitops-out/clusters/gone.fleet.example.com';
  expect((await oneNx.command(...command, '--dry-run')).output).toContain(`DELETE ${tree}/fsn1/kustomization.yaml`);
  expect(filesIn(root, 'gitops-out')).toEqual(before);
  const removal = nx(root, ...command);
  expect(removal.output).toContain(`DELETE ${tree}/fsn1/kustomization.yaml`);
  expect(removal.status).toBe(0);
  expect(Object.keys(filesIn(root, 'gitops-out'))).toEqual(
    Object.keys(before).filter((path) => !path.startsWith(tree)),
  );
  expect((await oneNx.command('sync:check')).status).toBe(0);
});
