import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { canFetchTools } from '@sovereign-fleet/renderer/programs';
import { makeCompiledWorkspace } from '@sovereign-fleet/workspace/testing';
import { commandsIn, isWhole, printedLines } from './commands';

const given = ['SOVEREIGN_FLEET_HELM', 'SOVEREIGN_FLEET_KUBECTL'].every((name) => process.env[name] !== undefined);
const runs = canFetchTools || given ? describe : describe.skip;

runs('docs/adopt.md and docs/take-over.md (skipped where no helm and kubectl can be had)', () => {
  let root: string;

  beforeAll(() => {
    root = makeCompiledWorkspace();
  });

  afterAll(() => {
    for (const folder of [root, '/tmp/north']) rmSync(folder, { recursive: true, force: true });
  });

  const run = (command: string) => {
    const env = { ...process.env, NO_COLOR: '1', NX_DAEMON: 'false' };
    const { status, stdout, stderr } = spawnSync('bash', ['-c', command], { cwd: root, env, encoding: 'utf8' });
    return { status, output: `${stdout}${stderr}` };
  };

  test('every command of both pages does what they say, and the steps are those that are printed', () => {
    const pages = ['docs/adopt.md', 'docs/take-over.md'];
    const all = pages.flatMap(commandsIn).filter((command) => isWhole(command) && /^(rm|npx) /.test(command));
    const commands = [...new Set(all)];
    expect(commands).toHaveLength(4);
    const results = commands.map((command) => ({ command, ...run(command) }));
    expect(results.filter(({ status }) => status !== 0)).toEqual([]);
    const printed = results.map(({ output }) => output).join('\n');
    for (const line of printedLines('docs/take-over.md')) {
      const parts = line.split('…');
      expect(printed).toContain(parts[0]?.trimEnd());
    }
    expect(run(commands[2] ?? '').output).not.toMatch(/^(CREATE|UPDATE)/m);
  });
});
