import { octokitForge } from './octokit';
import { forgeOn, impatient, startForge, stopAll } from '../testing/forge-on-github';
import { sha } from '../forge/git-object';
import { acme } from '../testing/propose-on-github';
import { startAnswering, stopAnswering } from '../testing/answering-server';

const one = sha('1'.repeat(40)); // the name of an object that nobody asks for

afterEach(stopAnswering);
afterEach(stopAll);

const patient = { ...impatient, retries: 3, retryAfter: 1 };

describe('retries', () => {
  test('a read is sent again after a server error and after a lost connection', async () => {
    const { github } = await startForge();
    const { forge } = await forgeOn(github, { patience: patient });
    const on = 'GET /repos/{owner}/{repo}/branches/{branch}';
    github.fault({ trouble: 'bad gateway', on });
    github.fault({ trouble: 'socket reset', on, call: 2 });
    expect((await forge.snapshot()).base.branch).toBe('main');
    expect(forge.counts()[on]).toBe(3);
  });

  test('each retry is reported before the wait for it, and nothing else is', async () => {
    const { github } = await startForge();
    const told: unknown[] = [];
    const onRetry = (again: unknown) => told.push(again);
    const { forge } = await forgeOn(github, { patience: patient, onRetry });
    const on = 'GET /repos/{owner}/{repo}/branches/{branch}';
    github.fault({ trouble: 'bad gateway', on });
    github.fault({ trouble: 'socket reset', on, call: 2 });
    await forge.snapshot();
    const { host } = new URL(github.url);
    expect(told).toEqual([
      { host, trouble: 'answered 502', seconds: 0.001, attempt: 1, attempts: 3 },
      {
        host,
        trouble: expect.stringMatching(/^gave no answer \([A-Z_]+\)$/) as string,
        seconds: 0.004,
        attempt: 2,
        attempts: 3,
      },
    ]);
    github.fault({ trouble: 'bad gateway', on, times: 4 });
    await expect(forge.snapshot()).rejects.toThrow('answered 502');
    github.fault({ trouble: 'too many requests', on });
    await expect(forge.snapshot()).rejects.toThrow('too much');
    expect(told).toHaveLength(5);
  });

  test('a limit and a conflict are not sent again, and neither is what opens a pull request', async () => {
    const { github } = await startForge();
    const { forge } = await forgeOn(github, { patience: patient });
    const { base } = await forge.snapshot();
    const [trees, pulls] = ['POST /repos/{owner}/{repo}/git/trees', 'POST /repos/{owner}/{repo}/pulls'] as const;
    for (const trouble of ['too many requests', 'secondary rate limit', 'conflict', 'locked'] as const) {
      github.fault({ trouble, on: trees });
      await expect(forge.putTree(base.root, new Map([['a', 'a']]))).rejects.toThrow(/too much|somebody else/);
    }
    expect(forge.counts()[trees]).toBe(4);
    await forge.createBranch(acme, base.commit);
    github.fault({ trouble: 'bad gateway', on: pulls });
    const pull = { branch: acme, title: 't', body: '', draft: false };
    await expect(forge.openPull(pull)).rejects.toThrow('answered 502');
    expect(forge.counts()[pulls]).toBe(1);
  });

  test('a request without an answer ends after the timeout', async () => {
    const { github } = await startForge();
    const baseUrl = await startAnswering(() => undefined);
    const { forge } = await forgeOn(github, { baseUrl, patience: { ...impatient, timeout: 100 } });
    const host = new URL(baseUrl).host;
    await expect(forge.commit(one)).rejects.toThrow(`${host} gave no answer (it took too long)`);
  });
});

test('by default, writes are a second apart, and a request is sent again after a server error', async () => {
  const { github } = await startForge();
  const forge = await octokitForge({
    repository: { owner: 'acme', name: 'fleet' },
    baseBranch: 'main',
    baseUrl: github.url,
    credentials: { kind: 'token', token: github.token },
    clock: { now: () => new Date(), sleep: () => Promise.resolve() },
  });
  const on = 'GET /repos/{owner}/{repo}/branches/{branch}';
  github.fault({ trouble: 'bad gateway', on });
  const { base } = await forge.snapshot();
  expect(forge.counts()[on]).toBe(2);
  const before = Date.now();
  await forge.putCommit({ message: 'a', tree: base.root, parents: [base.commit] });
  await forge.putCommit({ message: 'b', tree: base.root, parents: [base.commit] });
  expect(Date.now() - before).toBeGreaterThan(900);
});

test('the client names itself in each request', async () => {
  const { github, forge } = await startForge();
  await forge.snapshot();
  expect(new Set(github.requests().map(({ headers }) => headers['user-agent']?.split(' ')[0]))).toEqual(
    new Set(['sovereign-fleet']),
  );
});
