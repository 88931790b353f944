import { personOf, signedNow, webFlow } from '../acts/identity';
import { mergePull } from '../acts/merge-pull';
import { requestedPull } from '../acts/requested-pull';
import { writeCommit } from '../git/commit';
import { mergedTree } from '../git/merge';
import { branchHead } from '../git/repository';
import { refuse } from '../http/answer';
import type { Call, Route } from '../http/route';
import { repositoryUrl } from '../json/addresses';
import type { State } from '../state/state';
interface SentMerge {
  readonly commit_title?: string;
  readonly commit_message?: string;
  readonly sha?: string;
  readonly merge_method?: 'merge' | 'squash' | 'rebase';
}

export const mergeRoutes: readonly Route[] = [
  {
    operation: 'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge',
    needs: [{ contents: 'write' }],
    answer: merge,
  },
  {
    operation: 'PUT /repos/{owner}/{repo}/pulls/{pull_number}/update-branch',
    needs: [{ pull_requests: 'write' }],
    answer: updateBranch,
  },
];

function merge(state: State, call: Call) {
  const { commit_title, commit_message, sha, merge_method } = (call.body ?? {}) as SentMerge;
  const how = {
    caller: call.caller,
    ...(commit_title !== undefined && { title: commit_title }),
    ...(commit_message !== undefined && { message: commit_message }),
    ...(sha !== undefined && { sha }),
    ...(merge_method !== undefined && { method: merge_method }),
  };
  const commit = mergePull(state, requestedPull(state, call), how);
  return { status: 200, json: { sha: commit, merged: true, message: 'Pull Request successfully merged' } };
}

/** The button "Update branch": the base is merged into the head. */
function updateBranch(state: State, call: Call) {
  const { repository } = state;
  const pull = requestedPull(state, call);
  const { expected_head_sha } = (call.body ?? {}) as { readonly expected_head_sha?: string };
  if (expected_head_sha !== undefined && expected_head_sha !== pull.headSha) {
    refuse(422, 'expected head sha didn’t match current head ref.');
  }
  const base = branchHead(repository, pull.base);
  if (base === undefined || repository.history.isAncestor(base, pull.headSha)) {
    return refuse(422, 'There are no new commits on the base branch.');
  }
  const tree = mergedTree(repository, pull.headSha, base) ?? refuse(422, 'merge conflict between base and head');
  const author = signedNow(state, personOf(call.caller));
  const message = `Merge branch '${pull.base}' into ${pull.head}`;
  const parents = [pull.headSha, base];
  const commit = writeCommit(repository, { tree, parents, author, committer: signedNow(state, webFlow), message });
  repository.refs.set(`refs/heads/${pull.head}`, commit);
  const url = `${repositoryUrl(state)}/pulls/${pull.number}`;
  return { status: 202, json: { message: 'Updating pull request branch.', url } };
}
