import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { forgeOn, startForge, stopAll } from '../testing/forge-on-github';

afterEach(stopAll);

const spaced = { spaced: true, retries: 0, retryAfter: 1, timeout: 10_000 };

test('the GitHub of npm run github says that it has no limits, and writes to it are not spaced', async () => {
  const { forge } = await startForge({ isUnlimited: true }, { patience: spaced });
  expect(forge.isUnlimited()).toBe(false);
  const { base } = await forge.snapshot();
  expect(forge.isUnlimited()).toBe(true);
  const start = Date.now();
  for (const text of ['a', 'b', 'c', 'd']) await forge.putTree(base.root, new Map([[`clusters/x/${text}`, text]]));
  expect(Date.now() - start).toBeLessThan(2500);
});

test('the GitHub of the tests has limits, and writes to it are spaced', async () => {
  const { forge } = await startForge({}, { patience: spaced });
  const { base } = await forge.snapshot();
  expect(forge.isUnlimited()).toBe(false);
  const start = Date.now();
  for (const text of ['a', 'b', 'c', 'd']) await forge.putTree(base.root, new Map([[`clusters/x/${text}`, text]]));
  expect(Date.now() - start).toBeGreaterThan(2900);
});

test('a redirect to another host cannot say that there are no limits', async () => {
  const { github } = await startForge({ isUnlimited: true });
  // 0.0.0.0 leads to this machine, but is not one of its addresses: here it stands for a host elsewhere.
  const elsewhere = github.url.replace('127.0.0.1', '0.0.0.0');
  const server = createServer((request, response) => {
    response.writeHead(307, { location: `${elsewhere}${request.url ?? ''}` }).end();
  });
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { forge } = await forgeOn({ ...github, url });
  await forge.snapshot().catch(() => undefined);
  expect(forge.isUnlimited()).toBe(false);
  server.close();
});
