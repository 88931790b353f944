import type { RequestListener } from 'node:http';
import { forgeOn, startForge, stopAll } from '../testing/forge-on-github';
import { sha } from '../forge/git-object';
import { acme } from '../testing/propose-on-github';
import { startAnswering, stopAnswering } from '../testing/answering-server';

const one = sha('1'.repeat(40)); // the name of an object that nobody asks for

afterEach(stopAnswering);
afterEach(stopAll);

/** A server that gives the same JSON to every request. */
async function serveJson(json: unknown, headers: Record<string, string> = {}): Promise<string> {
  return await startAnswering((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(json));
  });
}

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
      const baseUrl = await startAnswering(listener);
      const { forge } = await forgeOn(github, { baseUrl });
      await expect(forge.commit(one)).rejects.toThrow(unexpected(new URL(baseUrl).host));
    },
  );

  test('a link to a further page elsewhere does not take the token there', async () => {
    const { github } = await startForge();
    const seen: (string | undefined)[] = [];
    const elsewhere = await startAnswering((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(200, { 'content-type': 'application/json' }).end('[]');
    });
    const pages: (string | undefined)[] = [];
    const baseUrl = await startAnswering(({ url }, response) => {
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
    const { forge } = await forgeOn(github, { baseUrl: await serveJson([fork, deleted, elsewhere, ours]) });
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
    const baseUrl = await startAnswering(({ url }, response) => {
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify(url?.includes('/pulls') === true ? [pull] : []));
    });
    const { forge } = await forgeOn(github, { baseUrl });
    await expect(forge.snapshot()).rejects.toThrow('acme/fleet is archived: unarchive it, or name another repository');
    expect((await good.snapshot()).base.branch).toBe('main');
  });
});
