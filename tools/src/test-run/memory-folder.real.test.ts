import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '../workspace';

// By path: it is JavaScript that jest loads, before its tests have folders.
const script = `require(${JSON.stringify(join(workspaceRoot, 'tools/memory-folder.cjs'))})();
  console.log(process.env.TMPDIR ?? 'none');`;

function folderWith(environment: NodeJS.ProcessEnv, before = ''): string {
  return execFileSync(process.execPath, ['--eval', `${before}${script}`], {
    env: environment,
    encoding: 'utf8',
  }).trim();
}

const without = { ...process.env };
delete without['TMPDIR'];
const mounts = existsSync('/proc/mounts') ? readFileSync('/proc/mounts', 'utf8') : '';
const runsPrograms = /^\S+ \/dev\/shm \S+ (?!\S*noexec)/m.test(mounts);
const here = runsPrograms ? test : test.skip;
const why = runsPrograms ? '' : ' (skipped: there is no /dev/shm in which programs run)';

here(`tests have their folders in memory where there is room${why}`, () => {
  const free = (bytes: number) => `require('node:fs').statfsSync = () => ({ bavail: ${bytes}, bsize: 1 });`;
  expect(folderWith(without, free(2 ** 40))).toBe('/dev/shm/sovereign-fleet-tests');
  expect(folderWith(without, free(2 ** 30))).toBe('none');
});

test('tests have their folders where TMPDIR says', () => {
  expect(folderWith({ ...without, TMPDIR: '/tmp/mine' })).toBe('/tmp/mine');
});
