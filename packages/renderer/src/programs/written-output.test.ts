import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readWritten } from './written-output';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'written-'));
  mkdirSync(join(folder, 'web/crds'), { recursive: true });
  mkdirSync(join(folder, 'web/templates'), { recursive: true });
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return `wrote ${join(folder, name)}\n`;
}

test('what Helm wrote is read in its order, with the files of crds/ for themselves', () => {
  const object = '---\n# Source: web/templates/a.yaml\na: ';
  const said = [
    write('web/crds/x.yaml', 'crd: 1\n'),
    ...Array.from({ length: 2 }, () => write('web/templates/a.yaml', `${object}1\n${object}2\n`)),
  ].join('');
  expect(readWritten(said, folder)).toEqual({
    ok: true,
    value: { crds: 'crd: 1\n', objects: `${object}1\n${object}2\n` },
  });
});

test('what is more than Helm may print is not read', () => {
  const said = write('web/crds/x.yaml', '') + write('web/templates/a.yaml', '');
  for (const name of ['web/crds/x.yaml', 'web/templates/a.yaml']) truncateSync(join(folder, name), 40 * 1024 * 1024);
  expect(readWritten(said, folder)).toMatchObject({ ok: false, reason: 'helm wrote more than 64 MiB' });
});
