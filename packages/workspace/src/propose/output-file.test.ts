import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openOutput } from './output-file';
import { ProposeOptions } from './options';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'output-file-'));
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

test('an output file is begun anew, and takes one text after the other', () => {
  for (const first of ['old', 'new']) {
    const write = openOutput(root, ProposeOptions.parse({ dryRun: true, output: 'a.diff' }));
    if (!write.ok || write.value === undefined) throw new Error('refused');
    write.value(`${first}\n`);
    write.value('more\n');
  }
  expect(readFileSync(join(root, 'a.diff'), 'utf8')).toBe('new\nmore\n');
});

test.each([
  {
    given: { output: 'a.diff' },
    issue: {
      field: '--output',
      value: 'a.diff',
      problem: 'only a dry run shows differences',
      remedy: 'Add --dry-run, or leave it out',
    },
  },
  {
    given: { full: true },
    issue: {
      field: '--full',
      value: true,
      problem: 'only a dry run shows differences',
      remedy: 'Add --dry-run, or leave it out',
    },
  },
  {
    given: { dryRun: true, output: 'none/a.diff' },
    issue: {
      field: '--output',
      value: 'none/a.diff',
      problem: "it cannot be written: ENOENT: no such file or directory, open 'ROOT/none/a.diff'",
      remedy: 'Name a file in a folder that is there',
    },
  },
])('the output $given is refused', ({ given, issue }) => {
  const write = openOutput(root, ProposeOptions.parse(given));
  const problem = issue.problem.replace('ROOT', root);
  expect(write).toEqual({ ok: false, issues: [{ file: 'command line', ...issue, problem }] });
});
