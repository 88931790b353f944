import { branchHead } from '../git/repository';
import { notFound, refuse } from '../http/answer';
import { param, type Route } from '../http/route';
import { repositoryUrl, repositoryWeb } from '../json/addresses';
import { commitJson } from '../json/git-json';
import { repositoryJson } from '../json/repository-json';
import type { State } from '../state/state';
const metadata = [{ metadata: 'read' }] as const;

export const repositoryRoutes: readonly Route[] = [
  {
    operation: 'GET /repos/{owner}/{repo}',
    needs: metadata,
    answer: (state) => ({ status: 200, json: repositoryJson(state) }),
  },
  {
    operation: 'GET /repos/{owner}/{repo}/branches/{branch}',
    needs: [{ contents: 'read' }],
    answer: (state, call) => ({ status: 200, json: branchJson(state, param(call, 'branch')) }),
  },
];

function branchJson(state: State, branch: string) {
  const id = branchHead(state.repository, branch) ?? refuse(404, 'Branch not found');
  const commit = state.repository.history.commitAt(id) ?? notFound();
  const url = `${repositoryUrl(state)}/branches/${encodeURIComponent(branch)}`;
  const isProtected = state.settings.protectedBranches.includes(branch);
  const checks = { enforcement_level: isProtected ? 'non_admins' : 'off', contexts: [], checks: [] };
  return {
    name: branch,
    commit: commitJson(state, id, commit),
    _links: { self: url, html: `${repositoryWeb(state)}/tree/${encodeURIComponent(branch)}` },
    protected: isProtected,
    protection: { enabled: isProtected, required_status_checks: checks },
    protection_url: `${url}/protection`,
  };
}
