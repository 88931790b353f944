import type { Github } from '@sovereign-fleet/github';
import { branchFor, inFolderOf } from './faulty-fleet';

/** A Sovereign of the fleet and the number of its open pull request; 0 if there is none. */
interface Place {
  readonly github: Github;
  readonly name: string;
  readonly pull: number;
}

/** Something that a person does to a pull request. Returns the commit that it made, which a run must not lose. */
export type Deed = (on: Place) => string | undefined | Promise<string | undefined>;

export const merge: Deed = ({ github, pull }) => github.merge(pull, { method: 'squash' });
export const mergeIfOpen: Deed = (on) => (on.pull === 0 ? undefined : merge(on));
export const close: Deed = ({ github, pull }) => {
  github.close(pull);
  return undefined;
};
export const pushTo: Deed = ({ github, name }) =>
  github.commit({ branch: branchFor(name), files: inFolderOf(name, { 'hand.yaml': 'mine' }) });

/** Sends a request of a person to GitHub; `#` in the path becomes the number of the pull request. */
async function send(
  { github, pull }: Place,
  way: { readonly method: string; readonly at: string; readonly body?: object },
) {
  const headers = { authorization: `token ${github.token}`, 'content-type': 'application/json' };
  const body = way.body === undefined ? {} : { body: JSON.stringify(way.body) };
  const at = `${github.url}/repos/acme/fleet/${way.at.replace('#', String(pull))}`;
  const { ok, status } = await fetch(at, { method: way.method, headers, ...body });
  if (!ok) throw new Error(`${way.method} ${at}: ${status}`);
  return undefined;
}

/** The texts of a person: a title, and what stands before and behind our text. */
export const theirs = ['A title of mine', 'I looked at it.', 'Do not merge on Friday.'] as const;

export const rewrite: Deed = (on) => {
  const [title, before, behind] = theirs;
  const body = on.github.pulls().find(({ number }) => number === on.pull)?.body ?? '';
  return send(on, { method: 'PATCH', at: 'pulls/#', body: { title, body: `${before}\n\n${body}\n\n${behind}` } });
};

export const takeTextOut: Deed = (on) => send(on, { method: 'PATCH', at: 'pulls/#', body: { body: '' } });
export const takeLabelOff: Deed = (on) => send(on, { method: 'DELETE', at: 'issues/#/labels/fleet' });
export const hold: Deed = (on) => send(on, { method: 'POST', at: 'issues/#/labels', body: { labels: ['fleet/hold'] } });
