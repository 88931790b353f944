import { createHash } from 'node:crypto';
import type { State } from '../state/state';
type Where = Pick<State, 'api' | 'web'>;

/** An id as GitHub has them. Any number will do, as long as the same thing has the same number. */
export function numberFor(text: string): number {
  return createHash('sha1').update(text).digest().readUInt32BE() % 1_000_000_000;
}

export function nodeId(kind: string, name: string): string {
  return Buffer.from(`${kind}:${name}`).toString('base64url');
}

export function userJson({ api, web }: Where, login: string) {
  const url = `${api}/users/${encodeURIComponent(login)}`;
  const lists = ['followers', 'subscriptions', 'repos', 'received_events'].map((name) => {
    return [name === 'repos' ? 'repos_url' : `${name}_url`, `${url}/${name}`] as const;
  });
  return {
    login,
    id: numberFor(login),
    node_id: nodeId('User', login),
    avatar_url: `${web}/avatars/${numberFor(login)}`,
    gravatar_id: '',
    url,
    html_url: `${web}/${encodeURIComponent(login)}`,
    ...Object.fromEntries(lists),
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    organizations_url: `${url}/orgs`,
    events_url: `${url}/events{/privacy}`,
    type: login.endsWith('[bot]') ? 'Bot' : 'User',
    site_admin: false,
  };
}
