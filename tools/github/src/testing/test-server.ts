import { Octokit } from '@octokit/rest';
import type { Github, GithubOptions } from '../github';
import { startGithub } from '../start-github';
export const fleetRepo = { owner: 'acme', repo: 'fleet' } as const;

const quiet = () => undefined;
const started: { readonly github: Github; readonly expectViolations: boolean }[] = [];

/** Octokit without its log, which would print every refusal that a test expects. */
export function octokitFor({ url }: Pick<Github, 'url'>, token: string): Octokit {
  return new Octokit({ auth: token, baseUrl: url, log: { debug: quiet, info: quiet, warn: quiet, error: quiet } });
}

/** Starts a server that `stopAll` stops. */
export async function start(options: GithubOptions & { readonly expectViolations?: boolean } = {}) {
  const { expectViolations = false, ...others } = options;
  const github = await startGithub(others);
  started.push({ github, expectViolations });
  const octokit = octokitFor(github, github.token);
  return { github, octokit, git: octokit.rest.git, pulls: octokit.rest.pulls, issues: octokit.rest.issues };
}

/** For `afterEach`: stops all servers, and fails if a repository is broken or a request or answer broke the rules. */
export async function stopAll(): Promise<void> {
  for (const { github, expectViolations } of started.splice(0)) {
    const [found, violations] = [github.fsck(), github.violations()];
    await github.stop();
    expect(found).toBe('');
    if (!expectViolations) expect(violations).toEqual([]);
  }
}

/** A repository with a branch "fleet/x" that is a commit ahead of main, and its pull request. */
async function prepareRepository() {
  const started = await start({ files: { 'a.txt': 'a\n' }, collaborators: ['ada'], protectedBranches: ['safe'] });
  const { github, pulls } = started;
  const head = github.commit({ branch: 'fleet/x', files: { 'b.txt': 'b\n' } });
  const rewritten = github.commit({ branch: 'other', files: { 'b.txt': 'c\n' } });
  github.commit({ branch: 'safe', files: { 'b.txt': 'c\n' } });
  await pulls.create({ ...fleetRepo, title: 'X', head: 'fleet/x', base: 'main' });
  const main = github.refs()['refs/heads/main'] ?? '';
  return {
    ...started,
    head,
    rewritten,
    main,
    tree: (await started.git.getTree({ ...fleetRepo, tree_sha: 'main' })).data.sha,
  };
}

type Prepared = Awaited<ReturnType<typeof prepareRepository>>;

export interface RefusedCall {
  readonly what: string;
  readonly status: number;
  readonly says: string;
  readonly ask: (prepared: Prepared) => Promise<unknown>;
}

/** One test for each row: GitHub refuses the call with this status and text. */
export function testRefusedCalls(rows: readonly RefusedCall[]): void {
  test.each(rows)('GitHub answers $status "$says": $what', async ({ status, says, ask }) => {
    const error: unknown = await ask(await prepareRepository()).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ status });
    expect(JSON.stringify((error as { response: { data: unknown } }).response.data)).toContain(says);
  });
}
