import { personOf, signedNow, webFlow } from '../acts/identity';
import { writeCommit } from '../git/commit';
import { log } from '../git/log';
import { branchHead, type Signature } from '../git/repository';
import { notFound, refuse } from '../http/answer';
import { listAnswer, pageOf } from '../http/paging';
import { type Call, param, type Route } from '../http/route';
import { commitJson, gitCommitJson } from '../json/git-json';
import type { State } from '../state/state';
interface SentPerson {
  readonly name: string;
  readonly email: string;
  readonly date?: string;
}

interface SentCommit {
  readonly message: string;
  readonly tree: string;
  readonly parents?: readonly string[];
  readonly author?: SentPerson;
  readonly committer?: Partial<SentPerson>;
}

export const commitRoutes: readonly Route[] = [
  {
    operation: 'GET /repos/{owner}/{repo}/commits',
    needs: [{ contents: 'read' }],
    answer: (state, call) => {
      const { repository } = state;
      const name = call.query.get('sha') ?? repository.defaultBranch;
      const start = branchHead(repository, name) ?? (repository.history.commitAt(name) ? name : notFound());
      const items = [...log(repository, start, call.query.get('path') ?? undefined)];
      const page = pageOf(state.api, call, { items });
      return listAnswer(page, (id) => commitJson(state, id, repository.history.commitAt(id) ?? notFound()));
    },
  },
  {
    operation: 'GET /repos/{owner}/{repo}/git/commits/{commit_sha}',
    needs: [{ contents: 'read' }],
    answer: (state, call) => {
      const id = param(call, 'commit_sha');
      return { status: 200, json: gitCommitJson(state, id, state.repository.history.commitAt(id) ?? notFound()) };
    },
  },
  {
    operation: 'POST /repos/{owner}/{repo}/git/commits',
    needs: [{ contents: 'write' }],
    answer: createCommit,
  },
];

function createCommit(state: State, call: Call) {
  const { objects, history } = state.repository;
  const { message, tree, parents = [], ...people } = call.body as SentCommit;
  if (objects.read(tree)?.type !== 'tree') refuse(422, 'Tree SHA does not exist');
  if (parents.some((parent) => history.commitAt(parent) === undefined)) {
    refuse(422, 'Parent SHA does not exist or is not a commit object');
  }
  const author = people.author ? signature(state, people.author) : signedNow(state, personOf(call.caller));
  const defaultCommitter = people.author === undefined ? signedNow(state, webFlow) : author;
  const committer = people.committer
    ? signature(state, { ...author, date: undefined, ...people.committer })
    : defaultCommitter;
  const commit = { tree, parents, author, committer, message };
  const id = writeCommit(state.repository, commit);
  return { status: 201, json: gitCommitJson(state, id, commit) };
}

function signature(
  state: State,
  { name, email, date }: Omit<SentPerson, 'date'> & { date?: string | Date | undefined },
): Signature {
  return { name, email, date: date === undefined ? state.now() : new Date(date) };
}
