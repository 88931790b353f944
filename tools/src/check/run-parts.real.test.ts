import { type Part, runParts } from './run-parts';

const node = (name: string, script: string): Part => ({ name, command: [process.execPath, '-e', script] });

async function run(parts: readonly Part[]) {
  const written: string[] = [];
  const passed = await runParts(parts, (text) => written.push(text));
  return { passed, written };
}

test('each part that passes is one line, with its time and its command, and its output is not shown', async () => {
  const { passed, written } = await run([node('first', 'console.log("quiet")'), node('second', '')]);
  expect(passed).toBe(true);
  expect(written.join('')).not.toContain('quiet\n');
  // The parts run at the same time: either may be done first.
  const byName = (line: string) => (line.includes('  first ') ? 0 : 1);
  expect(written.slice(0, -1).sort((one, other) => byName(one) - byName(other))).toEqual([
    expect.stringMatching(/^passed +\d+\.\d s {2}first +.*node -e console\.log\("quiet"\)\n$/),
    expect.stringMatching(/^passed +\d+\.\d s {2}second +.*node -e \n$/),
  ]);
  expect(written.at(-1)).toMatch(/^All 2 parts passed in \d+\.\d s\.\n$/);
});

test('a part that fails shows its whole output, and the others run', async () => {
  const fails = 'console.log("out".repeat(30000)); console.error("why"); process.exitCode = 2;';
  const { passed, written } = await run([node('broken', fails), node('second', ''), node('third', '')]);
  expect(passed).toBe(false);
  const broken = written.find((text) => text.startsWith('FAILED'));
  expect(broken).toContain('out'.repeat(30000));
  expect(broken).toContain('why\n');
  expect(written.filter((text) => text.startsWith('passed'))).toHaveLength(2);
  expect(written.at(-1)).toMatch(/^1 of 3 parts failed in \d+\.\d s: broken\.\n$/);
});

test('a program that is not there is an error', async () => {
  await expect(run([{ name: 'none', command: ['no-such-program'] }])).rejects.toThrow('spawn no-such-program ENOENT');
});
