import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '../workspace';
import { allowed, cases } from './layer-cases';

// Each row names a file that there is, or one of a name that says that there is none.
test('each file of these rows exists', () => {
  const files = [...cases, ...allowed].map(({ file }) => file).filter((file) => !/\/a(\.test)?\.ts$/.test(file));
  expect(files.filter((file) => !existsSync(join(workspaceRoot, file)))).toEqual([]);
});

let messages: readonly (readonly { readonly message: string }[])[];

beforeAll(() => {
  const input = JSON.stringify(
    [...cases, ...allowed].map(({ file, code }) => ({ filePath: join(workspaceRoot, file), code: `${code}\n` })),
  );
  const script = join(__dirname, 'lint-text.mjs');
  messages = JSON.parse(
    execFileSync(process.execPath, [script], { cwd: workspaceRoot, input, encoding: 'utf8' }),
  ) as typeof messages;
});

test.each(cases.map((row, index) => ({ ...row, index })))('$file: $code fails lint', ({ index, says }) => {
  expect(messages[index]?.map(({ message }) => message)).toContainEqual(expect.stringContaining(says));
});

test.each(allowed.map((row, index) => ({ ...row, index: cases.length + index })))(
  '$file: $code passes',
  ({ index }) => {
    expect(messages[index]).toEqual([]);
  },
);
