import { ForgeError } from '../forge/forge-error';
import { viewerAnswer } from './answers';
import type { Remote } from './remote';

/**
 * Refuses the token that GitHub Actions gives to each run: pull requests made with it start no checks, so that nobody
 * would see what is wrong with them. GraphQL's `viewer` names its account `github-actions`; REST does not tell an App
 * whose token it has.
 */
export async function refuseWorkflowToken({ octokit, ask }: Remote): Promise<void> {
  const operation = 'find out whose the token is';
  const call = async () => ({ data: await octokit().graphql('{ viewer { login } }'), headers: {} });
  const { viewer } = await ask.one({ operation, answer: viewerAnswer }, call);
  if (!/^github-actions(\[bot\])?$/.test(viewer.login)) return;
  const message =
    'no checks run on pull requests that are made with the token of a GitHub Actions run: use a GitHub App';
  throw new ForgeError('authentication', message, { operation });
}
