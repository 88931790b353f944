import { runGit } from '../git/run-git';
import type { Pull } from '../state/pull';
import type { State } from '../state/state';
/** A page of pull requests in plain text, so that the links in answers lead somewhere. */
export function pageAt(state: State, path: string): string | undefined {
  const { owner, repo } = state.settings;
  if (path === `/${owner}/${repo}/pulls`) return listPage(state);
  const [, number] = new RegExp(`^/${owner}/${repo}/pull/(\\d+)$`).exec(path) ?? [];
  const pull = state.pulls.get(Number(number));
  return pull && pullPage(state, pull);
}

function listPage({ pulls, web, settings: { owner, repo } }: State): string {
  const lines = pulls
    .all()
    .map((pull) => `${web}/${owner}/${repo}/pull/${pull.number}  ${stateOf(pull)}  ${pull.title}`);
  return lines.length === 0 ? 'No pull request yet.\n' : `${lines.join('\n')}\n`;
}

function stateOf({ state, merged, draft }: Pull): string {
  if (merged) return 'merged';
  return draft && state === 'open' ? 'draft' : state;
}

function pullPage({ repository }: State, pull: Pull): string {
  const labels = pull.labels.length === 0 ? '' : `\nlabels: ${pull.labels.join(', ')}`;
  const diff = runGit(repository.folder, [
    'diff',
    '--no-ext-diff',
    '--stat',
    '--patch',
    `${pull.baseSha}...${pull.headSha}`,
  ]);
  const title = `${pull.title} (#${pull.number}, ${stateOf(pull)})`;
  return `${title}\n${pull.head} into ${pull.base}${labels}\n\n${pull.body ?? ''}\n\n${diff}`;
}
