import { notFound, refuse } from '../http/answer';
import { type Call, param, type Route } from '../http/route';
import { timeJson } from '../json/git-json';
import { repositoryJson } from '../json/repository-json';
import { nodeId, numberFor, userJson } from '../json/user-json';
import type { App } from '../state/app';
import { allows, appLogin, type Permissions } from '../state/caller';
import type { State } from '../state/state';
export const accountRoutes: readonly Route[] = [
  { operation: 'GET /rate_limit', needs: 'token', answer: rateLimits },
  { operation: 'GET /app', needs: 'app', answer: (state) => ({ status: 200, json: appJson(state, state.app()) }) },
  {
    operation: 'GET /repos/{owner}/{repo}/installation',
    needs: 'app',
    answer: (state, call) => {
      const { owner, repo } = state.settings;
      if (`${param(call, 'owner')}/${param(call, 'repo')}` !== `${owner}/${repo}`) notFound();
      return { status: 200, json: installationJson(state, state.app()) };
    },
  },
  {
    operation: 'POST /app/installations/{installation_id}/access_tokens',
    needs: 'app',
    answer: createToken,
  },
];

const documented = { external_url: 'https://example.com', events: [] } as const;

function appJson(state: State, { id }: App) {
  const at = timeJson(state.startedAt);
  return {
    id,
    ...documented,
    slug: 'fleet',
    node_id: nodeId('App', String(id)),
    owner: userJson(state, state.settings.owner),
    name: 'fleet',
    description: null,
    html_url: `${state.web}/apps/fleet`,
    created_at: at,
    updated_at: at,
    permissions: state.settings.permissions,
  };
}

function installationJson(state: State, { id, installationId }: App) {
  const { owner, permissions } = state.settings;
  const at = timeJson(state.startedAt);
  return {
    id: installationId,
    account: userJson(state, owner),
    access_tokens_url: `${state.api}/app/installations/${installationId}/access_tokens`,
    repositories_url: `${state.api}/installation/repositories`,
    html_url: `${state.web}/settings/installations/${installationId}`,
    app_id: id,
    app_slug: 'fleet',
    target_id: numberFor(owner),
    target_type: 'User',
    permissions,
    events: [],
    repository_selection: 'selected',
    single_file_name: null,
    created_at: at,
    updated_at: at,
    suspended_by: null,
    suspended_at: null,
  };
}

const hour = 3_600_000;

function createToken(state: State, call: Call) {
  if (Number(param(call, 'installation_id')) !== state.app().installationId) notFound();
  const sent = (call.body ?? {}) as { readonly permissions?: Permissions };
  const permissions = sent.permissions ?? state.settings.permissions;
  if (!allows(state.settings.permissions, permissions)) {
    refuse(422, 'The permissions requested are not granted to this installation.');
  }
  const expiresAt = new Date(state.now().getTime() + hour);
  const token = state.tokens.mint({ login: appLogin, permissions, expiresAt });
  const repositories = [repositoryJson(state)];
  const selection = { permissions, repository_selection: 'selected', repositories };
  return { status: 201, json: { token, expires_at: timeJson(expiresAt), ...selection } };
}

function rateLimits(state: State) {
  const { limit, used, reset } = state.rate.look();
  const core = { limit, used, remaining: limit - used, reset };
  const unused = { limit, used: 0, remaining: limit, reset };
  return { status: 200, json: { resources: { core, search: unused, graphql: unused }, rate: core } };
}
