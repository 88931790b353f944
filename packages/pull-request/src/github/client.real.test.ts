import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { octokitForge, type OctokitForge } from './octokit';
import { forgeOn, impatient, startForge, stopAll } from '../testing/forge-on-github';

type Branch = Parameters<OctokitForge['createBranch']>[0];
type Sha = Parameters<OctokitForge['commit']>[0];

const acme = 'fleet/acme' as Branch; // a branch of ours, as the core would make its name
const one = '1'.repeat(40) as Sha; // the name of an object that nobody asks for
const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
  await stopAll();
});

/** A server that answers as it is told; returns its URL. */
async function answering(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // a server on TCP
}

/** One that gives the same JSON to every request. */
async function saying(json: unknown, headers: Record<string, string> = {}): Promise<string> {
  return await answering((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(json));
  });
}

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
    const baseUrl = await answering(() => undefined);
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

describe('an App', () => {
  test('an App finds its installation, gets a token, and acts with it', async () => {
    const { github } = await startForge();
    const { id, privateKey } = github.app();
    const { forge } = await forgeOn(github, { credentials: { kind: 'app', appId: id, privateKey }, readOnly: true });
    await forge.snapshot();
    expect(forge.counts()).toMatchObject({
      'GET /repos/{owner}/{repo}/installation': 1,
      'POST /app/installations/{installation_id}/access_tokens': 1,
    });
  });

  test('an App with another key is refused, and the key is not shown', async () => {
    const { github } = await startForge();
    const { github: other } = await startForge();
    const credentials = { kind: 'app', appId: github.app().id, privateKey: other.app().privateKey } as const;
    const error: unknown = await forgeOn(github, { credentials }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      code: 'authentication',
      message: 'the token or the key is not valid (401)',
      operation: "find the App's installation",
    });
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain('PRIVATE KEY');
  });
});

describe('the token of a GitHub Actions run', () => {
  test('the token of a workflow is refused, since no checks would run', async () => {
    const { github } = await startForge();
    const token = github.tokenFor('github-actions[bot]', { contents: 'write', metadata: 'read' });
    const { forge } = await forgeOn(github, { credentials: { kind: 'token', token }, maybeWorkflowToken: true });
    await expect(forge.snapshot()).rejects.toThrow(
      'no checks run on pull requests that are made with the token of a GitHub Actions run: use a GitHub App',
    );
  });

  test("another App's token in a workflow is accepted", async () => {
    const { github } = await startForge();
    const { forge } = await forgeOn(github, { maybeWorkflowToken: true });
    expect((await forge.snapshot()).base.branch).toBe('main');
  });
});

describe('answers that are not of GitHub', () => {
  const unexpected = (host: string) => `${host} answered with something that is not what GitHub answers`;

  test.each([
    {
      name: 'a page of a proxy',
      listener: (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
    },
    {
      name: 'a name of an object that is none',
      listener: (_, response) =>
        void response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(JSON.stringify({ sha: '../..', tree: { sha: one }, parents: [], message: '' })),
    },
    {
      name: 'an answer that breaks off',
      listener: (_, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{"sha": "'),
    },
  ] as readonly { name: string; listener: RequestListener }[])(
    'an answer that is not GitHub’s is refused: $name',
    async ({ listener }) => {
      const { github } = await startForge();
      const baseUrl = await answering(listener);
      const { forge } = await forgeOn(github, { baseUrl });
      await expect(forge.commit(one)).rejects.toThrow(unexpected(new URL(baseUrl).host));
    },
  );

  test('a link to a further page elsewhere does not take the token there', async () => {
    const { github } = await startForge();
    const seen: (string | undefined)[] = [];
    const elsewhere = await answering((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(200, { 'content-type': 'application/json' }).end('[]');
    });
    const pages: (string | undefined)[] = [];
    const baseUrl = await answering(({ url }, response) => {
      pages.push(url);
      const link: Record<string, string> = pages.length === 1 ? { link: `<${elsewhere}/x?page=2>; rel="next"` } : {};
      response.writeHead(200, { 'content-type': 'application/json', ...link }).end('[]');
    });
    const { forge } = await forgeOn(github, { baseUrl });
    expect(await forge.closedPulls(acme)).toEqual([]);
    expect([seen, pages.map((url) => new URL(url ?? '', baseUrl).searchParams.get('page'))]).toEqual([[], [null, '2']]);
  });

  test("a fork's pull request from a branch of the same name is not ours", async () => {
    const { github } = await startForge();
    const repo = { id: 1, archived: false };
    const fork = {
      number: 1,
      title: '',
      body: null,
      labels: [],
      head: { ref: acme, sha: one, repo: { ...repo, id: 2 } },
      base: { ref: 'main', repo },
      created_at: '2026-01-01T00:00:00Z',
      merged_at: null,
      closed_at: '2026-01-01T00:00:00Z',
    };
    const deleted = { ...fork, head: { ...fork.head, repo: null } };
    const elsewhere = { ...fork, head: { ...fork.head, repo }, base: { ref: 'other', repo } };
    const ours = { ...fork, number: 4, head: { ...fork.head, repo } };
    const { forge } = await forgeOn(github, { baseUrl: await saying([fork, deleted, elsewhere, ours]) });
    expect((await forge.closedPulls(acme)).map(({ number }) => number)).toEqual([4]);
  });

  test('an archived repository is refused, as an open pull request tells', async () => {
    const { github } = await startForge();
    const { forge: good } = await forgeOn(github);
    const repo = { id: 1, archived: true };
    const pull = {
      number: 1,
      title: '',
      body: null,
      labels: [],
      head: { ref: acme, sha: one, repo },
      base: { ref: 'main', repo },
      created_at: '2026-11-25T10:00:00Z',
      merged_at: null,
      closed_at: null,
    };
    const baseUrl = await answering(({ url }, response) => {
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify(url?.includes('/pulls') === true ? [pull] : []));
    });
    const { forge } = await forgeOn(github, { baseUrl });
    await expect(forge.snapshot()).rejects.toThrow('acme/fleet is archived: unarchive it, or name another repository');
    expect((await good.snapshot()).base.branch).toBe('main');
  });
});

test('the client names itself in each request', async () => {
  const { github, forge } = await startForge();
  await forge.snapshot();
  expect(new Set(github.requests().map(({ headers }) => headers['user-agent']?.split(' ')[0]))).toEqual(
    new Set(['sovereign-fleet']),
  );
});
