import { octokitForge, type OctokitForge, type OctokitForgeOptions } from '../github/octokit';
import { type Github, type GithubOptions, startGithub } from '@sovereign-fleet/github';
/** No pauses and no second tries, so that a test sees the first answer, and at once. */
export const impatient = { spaced: false, retries: 0, retryAfter: 1, timeout: 10_000 };

export interface Started {
  readonly github: Github;
  readonly forge: OctokitForge;
  /** Seconds that the forge waited, in turn; it does not really wait. */
  readonly waits: readonly number[];
}

const running: Github[] = [];

/** The adapter over a test server with the repository acme/fleet. */
export async function startForge(
  server: GithubOptions = {},
  options: Partial<OctokitForgeOptions> = {},
): Promise<Started> {
  const github = await startGithub(server);
  running.push(github);
  return { github, ...(await forgeOn(github, options)) };
}

export async function forgeOn(
  github: Github,
  options: Partial<OctokitForgeOptions> = {},
): Promise<Omit<Started, 'github'>> {
  const waits: number[] = [];
  const sleep = (milliseconds: number) => Promise.resolve(void waits.push(milliseconds / 1000));
  const forge = await octokitForge({
    repository: { owner: 'acme', name: 'fleet' },
    baseBranch: 'main',
    baseUrl: github.url,
    credentials: { kind: 'token', token: github.token },
    clock: { now: () => new Date(), sleep },
    patience: impatient,
    ...options,
  });
  return { forge, waits };
}

export function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('It is not there');
  return value;
}

/** Stops the servers. Fails if a repository is damaged, or if a server got a request that GitHub does not know. */
export async function stopAll(): Promise<void> {
  for (const github of running.splice(0)) {
    const [violations, damage] = [github.violations(), github.fsck()];
    const asked = github.requests();
    await github.stop();
    expect({ violations, damage }).toEqual({ violations: [], damage: '' });
    expect(asked.filter(({ body }) => JSON.stringify(body ?? '').includes('"force":true'))).toEqual([]);
    expect(asked.filter(({ operation }) => operation.endsWith('/git/blobs'))).toEqual([]);
  }
}
