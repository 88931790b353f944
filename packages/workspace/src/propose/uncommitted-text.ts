import { askGit } from '../disk/ask-git';
import { outputFolder, visible } from '@sovereign-fleet/domain';

const mostNames = 3;

/** Tells people that something proposed is not committed yet. '' if all is committed, or without git. */
export function uncommittedText(root: string, environment: Readonly<Record<string, string | undefined>>): string {
  const changed = changedIn(root, environment);
  if (changed.length === 0) return '';
  const more = changed.length - mostNames;
  const names = changed.slice(0, mostNames).map(visible).join(', ');
  return `warning: proposes what is not committed: ${names}${more > 0 ? ` and ${more} more` : ''}\n`;
}

function changedIn(root: string, environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  const args = ['status', '--porcelain', '--no-renames', '-z', '--', 'sovereigns', outputFolder];
  const answer = askGit(args, { root, environment }) ?? '';
  // Two letters of its state and a blank stand before each name.
  return answer
    .toString()
    .split('\0')
    .flatMap((entry) => (entry === '' ? [] : [entry.slice(3)]));
}
