import { conflictingRef, isRefName } from '../git/refs';
import { notFound, refuse } from '../http/answer';
import { listAnswer, pageOf } from '../http/paging';
import { type Call, param, type Route } from '../http/route';
import { refJson } from '../json/git-json';
import type { State } from '../state/state';
const read = [{ contents: 'read' }] as const;
const write = [{ contents: 'write' }] as const;
const protectedBranch = 'Changes must be made through a pull request.';

export const refRoutes: readonly Route[] = [
  {
    operation: 'GET /repos/{owner}/{repo}/git/ref/{ref}',
    needs: read,
    answer: (state, call) => {
      const name = `refs/${param(call, 'ref')}`;
      return { status: 200, json: refJson(state, name, state.repository.refs.all().get(name) ?? notFound()) };
    },
  },
  {
    operation: 'GET /repos/{owner}/{repo}/git/matching-refs/{ref}',
    needs: read,
    answer: (state, call) => {
      const prefix = `refs/${param(call, 'ref')}`;
      const items = [...state.repository.refs.all()].filter(([name]) => name.startsWith(prefix));
      const page = pageOf(state.api, call, { items, perPage: state.settings.refsPerPage });
      return listAnswer(page, ([name, id]) => refJson(state, name, id));
    },
  },
  {
    operation: 'POST /repos/{owner}/{repo}/git/refs',
    needs: write,
    answer: createRef,
  },
  {
    operation: 'PATCH /repos/{owner}/{repo}/git/refs/{ref}',
    needs: write,
    answer: updateRef,
  },
  {
    operation: 'DELETE /repos/{owner}/{repo}/git/refs/{ref}',
    needs: write,
    answer: ({ repository, settings }, call) => {
      const name = `refs/${param(call, 'ref')}`;
      if (!repository.refs.all().has(name)) refuse(422, 'Reference does not exist');
      if (isProtected(settings, name)) refuse(422, 'Cannot delete a protected branch');
      repository.refs.remove(name);
      return { status: 204 };
    },
  },
];

function isProtected(settings: State['settings'], name: string): boolean {
  return settings.protectedBranches.some((branch) => name === `refs/heads/${branch}`);
}

function createRef(state: State, call: Call) {
  const { refs, objects } = state.repository;
  const { ref, sha } = call.body as { readonly ref: string; readonly sha: string };
  if (!isRefName(ref)) refuse(422, `${ref} is not a valid ref name.`);
  if (objects.read(sha) === undefined) refuse(422, 'Object does not exist');
  if (refs.all().has(ref)) refuse(422, 'Reference already exists');
  // GitHub gives no reason when a branch "fleet" is in the way of "fleet/acme", or the other way round.
  if (conflictingRef(refs.all(), ref) !== undefined) refuse(422, 'Reference update failed');
  refs.set(ref, sha);
  return { status: 201, json: refJson(state, ref, sha) };
}

function updateRef(state: State, call: Call) {
  const { refs, objects, history } = state.repository;
  const name = `refs/${param(call, 'ref')}`;
  const { sha, force = false } = call.body as { readonly sha: string; readonly force?: boolean };
  const old = refs.all().get(name) ?? refuse(422, 'Reference does not exist');
  if (objects.read(sha) === undefined) refuse(422, 'Object does not exist');
  if (isProtected(state.settings, name)) refuse(422, protectedBranch);
  if (!force && !history.isAncestor(old, sha)) refuse(422, 'Update is not a fast forward');
  refs.set(name, sha);
  return { status: 200, json: refJson(state, name, sha) };
}
