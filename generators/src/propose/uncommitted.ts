import { spawnSync } from 'node:child_process';
import { visible } from '@sovereign-fleet/policy';
import { outputFolder } from '../write-tree';

const mostNames = 3;

/** A line about what is proposed and is in no commit, for people; '' where all is, and where there is no git to ask. */
export function uncommittedText(root: string, environment: Readonly<Record<string, string | undefined>>): string {
  const changed = changedIn(root, environment);
  if (changed.length === 0) return '';
  const more = changed.length - mostNames;
  const names = changed.slice(0, mostNames).map(visible).join(', ');
  return `warning: proposes what is not committed: ${names}${more > 0 ? ` and ${more} more` : ''}\n`;
}

/** Git is led to no other repository, gets no credentials of ours, starts no program, and writes nothing. */
function changedIn(root: string, environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  const kept = Object.entries(environment).filter(([name]) => !/^(GIT|SOVEREIGN_FLEET_GITHUB)_/.test(name));
  const env = { ...Object.fromEntries(kept), GIT_OPTIONAL_LOCKS: '0' };
  const { status, stdout } = spawnSync(
    'git',
    ['-c', 'core.fsmonitor=false', 'status', '--porcelain', '--no-renames', '-z', '--', 'sovereigns', outputFolder],
    { cwd: root, env, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  if (status !== 0) return [];
  // Two letters of its state and a blank stand before each name.
  return stdout.split('\0').flatMap((entry) => (entry === '' ? [] : [entry.slice(3)]));
}
