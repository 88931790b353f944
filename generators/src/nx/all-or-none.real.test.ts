import { rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  canMount,
  filesIn,
  makeCompiledWorkspace,
  nx,
  runOnDisk,
  writeFiles,
} from '@sovereign-fleet/workspace/testing';
import { webRelease } from '../testing/import-tree';

let root: string;

beforeAll(() => {
  root = makeCompiledWorkspace();
});

afterAll(() => {
  rmSync(root, { recursive: true });
});

const written = () => ({ ...filesIn(root, 'kits'), ...filesIn(root, 'sovereigns'), ...filesIn(root, 'gitops-out') });

test('nx g sovereign writes nothing where a file stands for the folder of its spec, and says what to do', () => {
  writeFiles(root, { 'sovereigns/demo': 'a note' });
  const before = written();
  const { status, output } = nx(root, 'g', 'sovereign', 'demo', '--regions=fsn1,nbg1');
  expect(output).toContain(
    'sovereigns/demo/sovereign.ts: error is "EEXIST": a file or a link is where a folder belongs, or a folder ' +
      'or a link where a file does. Move away what is there, and run the command again.\n',
  );
  expect(status).toBe(1);
  expect(written()).toEqual(before);
  rmSync(join(root, 'sovereigns/demo'));
});

const withDisk = canMount() ? describe : describe.skip;

withDisk(canMount() ? 'a full disk' : 'a full disk (skipped: this machine lets nobody mount one)', () => {
  const onFullDisk = (...args: readonly string[]) => {
    const folder = join(root, 'gitops-out');
    const command = [process.execPath, join(root, 'node_modules/nx/dist/bin/nx.js'), ...args];
    return runOnDisk(
      { folder, size: '2m', prepare: 'head -c 2010k /dev/zero >"$folder/.filler" || true' },
      command,
      root,
    );
  };
  const full =
    /gitops-out\/\S+: error is "ENOSPC": the disk is full\. Free some space on it, and run the command again\.\n/;

  test('nx g sovereign writes no spec without its tree', () => {
    const before = written();
    const output = onFullDisk('g', 'sovereign', 'demo', '--regions=fsn1,nbg1');
    expect(output).toMatch(full);
    expect(output).toContain('the disk is as before');
    expect(written()).toEqual(before);
  });

  test('nx g import writes no kit without its tree', () => {
    const before = written();
    writeFiles(root, { 'tree/web.yaml': webRelease });
    const output = onFullDisk('g', 'import', `--from=${join(root, 'tree')}`, '--kit=web', '--regions=fsn1');
    expect(output).toMatch(full);
    expect(output).toContain('the disk is as before');
    expect(written()).toEqual(before);
  });
});
