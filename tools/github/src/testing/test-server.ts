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
