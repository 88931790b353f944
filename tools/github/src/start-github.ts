import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closePull } from './acts/change-pull';
import { followRefs } from './acts/follow-refs';
import { commitAsHuman } from './acts/human-commit';
import { mergePull } from './acts/merge-pull';
import { filesAt } from './git/branch-files';
import { openRepository } from './git/open-repository';
import { branchHead, type Repository } from './git/repository';
import { runGit, tryGit } from './git/run-git';
import type { Github, GithubOptions } from './github';
import { router } from './http/route';
import { repositoryWeb } from './json/addresses';
import { routes } from './server/routes';
import { newWatch, requestListener, type Watch } from './server/serve';
import { validatorFor } from './server/validation';
import { type App, newApp } from './state/app';
import { appLogin, fleetPermissions, newTokens } from './state/caller';
import { emptyPulls, type Pull } from './state/pull';
import { rateLimit } from './state/rate-limit';
import type { Settings, State } from './state/state';
const defaults: Settings = {
  owner: 'acme',
  repo: 'fleet',
  permissions: fleetPermissions,
  protectedBranches: [],
  collaborators: [],
  teams: [],
  signing: false,
  treeLimit: 100_000,
  refsPerPage: Infinity,
};

const firstFiles = { 'README.md': '# Fleet repository\n' };

/** A GitHub with one repository, on loopback. */
export async function startGithub(options: GithubOptions = {}): Promise<Github> {
  const { mount = '', port = 0, now = () => new Date(), ...others } = options;
  // Before anything is written, so that nothing is left behind if the port is taken.
  const server = await listenOn(port);
  const folder = others.repository ?? mkdtempSync(join(tmpdir(), 'github-'));
  const repository = openWithFirstCommit({ ...options, now }, { folder, server });
  const watch = newWatch(others.onRequest);
  if (others.keepAlive !== true) server.unref();
  // The address of a server on TCP has this shape.
  const web = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const state = newState({ ...options, now }, { repository, web, api: `${web}${mount}` });
  const token = state.tokens.mint({ login: appLogin, permissions: state.settings.permissions }, others.token);
  let before = repository.refs.all();
  const sync = () => {
    followRefs(state, before);
    before = repository.refs.all();
  };
  const validator = validatorFor(mount === '' ? 'api.github.com' : 'ghes-3.19');
  server.on('request', requestListener({ state, sync, mount, findRoute: router(routes), watch, validator }));
  const stop = async () => {
    await stopServer(server);
    if (others.repository === undefined) rmSync(folder, { recursive: true, force: true });
  };
  const where = { url: state.api, web: repositoryWeb(state), token, folder: repository.folder };
  return { ...where, ...testControls(state, watch), ...repositoryActions(state, sync), stop };
}

/** Listens on a port; 0 takes any free one. */
async function listenOn(port: number): Promise<Server> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  }).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const reason = code === 'EADDRINUSE' ? 'something listens there already' : code;
    throw new Error(`--port is "${port}": ${reason}. Take another port, or stop what listens there`, { cause: error });
  });
  return server;
}

/** Opens the repository, with a first commit where it is new. If that fails, the port is free again. */
function openWithFirstCommit(
  { files = firstFiles, now }: GithubOptions & Pick<State, 'now'>,
  { folder, server }: { readonly folder: string; readonly server: Server },
): Repository {
  try {
    const repository = openRepository(folder);
    const branch = repository.defaultBranch;
    if (branchHead(repository, branch) === undefined)
      commitAsHuman(repository, now(), { branch, files, message: 'Begin\n' });
    return repository;
  } catch (error) {
    server.close();
    throw error;
  }
}

/** The settings among the options; one that is undefined has its default. */
function withDefaults(options: Partial<Settings>): Settings {
  const names = Object.keys(defaults).filter((name) => options[name as keyof Settings] !== undefined);
  return { ...defaults, ...Object.fromEntries(names.map((name) => [name, options[name as keyof Settings]])) };
}

type Where = Pick<State, 'repository' | 'api' | 'web'>;

function newState(options: GithubOptions & Pick<State, 'now'>, where: Where): State {
  const { now } = options;
  const settings = withDefaults(options);
  let app: App | undefined;
  return {
    ...where,
    settings,
    pulls: emptyPulls(),
    statuses: [],
    tokens: newTokens(),
    rate: rateLimit(options.rateLimit ?? 5000, now),
    isUnlimited: options.isUnlimited === true,
    app: () => (app ??= newApp()),
    now,
    startedAt: now(),
  };
}

/** What a test may see of the requests, and what it may put in their way. */
function testControls(state: State, watch: Watch) {
  return {
    app: state.app,
    tokenFor: (login, permissions) => state.tokens.mint({ login, permissions }),
    requests: () => watch.exchanges,
    counts: () => {
      const counts: Record<string, number> = {};
      for (const { operation } of watch.exchanges) counts[operation] = (counts[operation] ?? 0) + 1;
      return counts;
    },
    violations: () => watch.violations,
    fault: watch.faults.add,
    race: watch.races.add,
    stale: (operation, reads) => {
      watch.stale.add(operation, reads, state);
    },
  } satisfies Partial<Github>;
}

/** What people do without the API, and what anybody can see in the repository. */
function repositoryActions(state: State, sync: () => void) {
  const { repository, pulls, now } = state;
  const { folder, refs } = repository;
  const pullNumbered = (number: number): Pull => {
    sync();
    const pull = pulls.get(number);
    if (pull === undefined) throw new Error(`There is no pull request ${number}`);
    return pull;
  };
  const caller = { login: 'ada', permissions: {} };
  return {
    commit: (commit) => commitAsHuman(repository, now(), commit),
    refs: () => Object.fromEntries(refs.all()),
    pulls: () => {
      sync();
      return pulls.all();
    },
    merge: (number, how = {}) => mergePull(state, pullNumbered(number), { ...how, caller }),
    close: (number) => void closePull(state, pullNumbered(number)),
    dropReviewer: (number, reviewer) => {
      const pull = pullNumbered(number);
      const removed = { event: 'review_request_removed', reviewer, by: caller.login, at: now() } as const;
      const reviewers = pull.reviewers.filter((one) => one !== reviewer);
      pulls.set({ ...pull, reviewers, reviewEvents: [...pull.reviewEvents, removed], updatedAt: now() });
    },
    deleteBranch: (branch) => {
      refs.remove(`refs/heads/${branch}`);
    },
    files: (branch) => filesAt(repository, branch),
    fsck: () => fsck(folder),
    clone: (target, branch = repository.defaultBranch) => {
      runGit(folder, ['clone', '--quiet', '--branch', branch, folder, target]);
      return target;
    },
  } satisfies Partial<Github>;
}

function fsck(folder: string): string {
  const { status, output, errors } = tryGit(folder, ['fsck', '--full', '--strict', '--no-dangling', '--no-progress']);
  return status === 0 ? '' : `${errors}${output.toString()}`;
}

async function stopServer(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
