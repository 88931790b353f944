import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '../workspace';
import { parts } from './parts';

const { scripts } = JSON.parse(readFileSync(join(workspaceRoot, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

test('npm run check runs every check of package.json but check:sync, which compiles, and the house', () => {
  const run = parts.flatMap(({ command }) => /^npm run --silent (\S+)/.exec(command.join(' '))?.[1] ?? []);
  const checks = Object.keys(scripts).filter((name) => name.startsWith('check:') && name !== 'check:sync');
  expect([...run].sort()).toEqual([...checks, 'house'].sort());
});

test('npm run check spells no program that a script of package.json names', () => {
  const programs = parts.map(({ command: [program] }) => program);
  expect([...new Set(programs)].sort()).toEqual(['node_modules/.bin/nx', 'npm']);
});
