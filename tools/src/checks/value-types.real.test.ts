import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { workspaceRoot } from '../workspace';

test('the types of overrides are those of the schemas beside the rows', () => {
  const args = ['generators/bin/sovereign-fleet.cjs', 'values', '--check'];
  expect(execFileSync(process.execPath, args, { cwd: workspaceRoot, encoding: 'utf8' })).toBe('');
});

/** `bp-mgmt-vcluster` of `kits/openova/slots/58-mgmt-vcluster`. */
function chartOf(folder: string): string {
  return basename(folder).replace(/^[0-9]+[a-z]?-/, 'bp-');
}

const read = (folder: string) => readFileSync(join(workspaceRoot, folder, 'values.schema.json'), 'utf8');
const schemas = readdirSync(join(workspaceRoot, 'kits'), { recursive: true, encoding: 'utf8' });
const folders = schemas
  .filter((path) => basename(path) === 'values.schema.json')
  .map((path) => join('kits', dirname(path)))
  .filter((folder) => existsSync(join(workspaceRoot, 'charts', chartOf(folder))));

test.each(folders)('the schema in %s is that of the chart in this workspace', (folder) => {
  expect(read(folder)).toBe(read(`charts/${chartOf(folder)}`));
});
