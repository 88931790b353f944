import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { cachedTemplates } from './template-cache';
import { answer, cacheFolder, daysAgo, helm, now, render, request } from '../testing/template-cache-folder';

const folder = cacheFolder();
const { run, entries, entry } = folder;

describe('a damaged entry is rendered again and replaced', () => {
  const whole = (): string => readFileSync(entry(), 'utf8');
  test.each<{ damage: string; act: () => void }>([
    {
      damage: 'cut short',
      act: () => {
        writeFileSync(entry(), whole().slice(0, -2));
      },
    },
    {
      damage: 'empty',
      act: () => {
        writeFileSync(entry(), '');
      },
    },
    {
      damage: 'no JSON',
      act: () => {
        writeFileSync(entry(), 'no JSON, and no line either');
      },
    },
    {
      damage: 'one letter changed',
      act: () => {
        writeFileSync(entry(), whole().replace('ConfigMap', 'ConfigMop'));
      },
    },
    {
      damage: 'another seal',
      act: () => {
        writeFileSync(entry(), whole().replace(/^./, 'g'));
      },
    },
    {
      damage: 'something after its end',
      act: () => {
        writeFileSync(entry(), `${whole()}\n`);
      },
    },
    {
      damage: 'no text',
      act: () => {
        writeFileSync(entry(), Buffer.from([0xff, 0xfe, 0x0a, 0x00]));
      },
    },
    {
      damage: 'a letter that is no text',
      act: () => {
        writeFileSync(entry(), Buffer.from(whole(), 'latin1'));
      },
    },
  ])('a damaged entry is replaced: $damage', async ({ act }) => {
    await run().template(request);
    const before = whole();
    act();
    const again = run();
    expect(await again.template(request)).toStrictEqual(answer);
    expect(again.renderCount()).toBe(1);
    expect(whole()).toBe(before);
    expect(entries()).toHaveLength(1);
  });

  test('an entry under the name of another request is not used', async () => {
    await run().template({ ...request, releaseName: 'y' });
    const other = entry();
    await run().template(request);
    const own =
      entries()
        .map((name) => join(folder.path, name))
        .find((file) => file !== other) ?? '';
    renameSync(other, own);
    const again = run();
    expect(await again.template(request)).toStrictEqual(answer);
    expect(again.renderCount()).toBe(1);
  });
});

describe('secrets in the cache', () => {
  test('a secret is not on the disk, and the name of its entry does not let one guess it', async () => {
    await run().template(request);
    const text = readFileSync(entry(), 'utf8');
    expect(text).not.toContain('4711');
    expect(text).toContain('"redacted":1');
    expect(entries()[0]).toMatch(/^[0-9a-f]{64}\.json$/);
    const guess = cachedTemplates(render, { folder: folder.path, helmVersion: helm('v4.2.3'), key: '', now });
    await guess.template(request);
    expect(guess.renderCount()).toBe(1);
  });

  test('a secret in the name of a hook is not on the disk', async () => {
    const { template } = run({}, () =>
      Promise.resolve({ ok: true, value: { crds: [], objects: [], unknownHooks: ['pre-4711'] } }),
    );
    const kept = { ok: true, value: { crds: [], objects: [], unknownHooks: ['pre-***'] } };
    expect(await template(request)).toStrictEqual(kept);
    expect(readFileSync(entry(), 'utf8')).not.toContain('4711');
  });

  test('entries can be read by their owner alone, even if the folder was open before', async () => {
    mkdirSync(folder.path);
    chmodSync(folder.path, 0o755);
    await run().template(request);
    expect(statSync(folder.path).mode & 0o777).toBe(0o700);
    expect(statSync(entry()).mode & 0o777).toBe(0o600);
  });
});

describe('entries that nobody used', () => {
  test('entries unused for 30 days and leftovers of a crash are removed when a run begins', async () => {
    await run().template(request);
    const old = join(folder.path, 'old.json');
    const leftover = join(folder.path, 'x.json.1.part');
    const young = join(folder.path, 'young.json');
    for (const file of [old, leftover, young]) writeFileSync(file, '');
    utimesSync(old, daysAgo(31), daysAgo(31));
    utimesSync(leftover, daysAgo(31), daysAgo(31));
    utimesSync(young, daysAgo(29), daysAgo(29));
    utimesSync(entry(), now, now);
    await run().template(request);
    expect([old, leftover, young].map((file) => existsSync(file))).toEqual([false, false, true]);
  });

  test.each([
    { age: 29, started: 0, touched: true },
    { age: 0.5, started: 0, touched: false },
    { age: 31, started: 1, touched: true },
  ])('an entry of $age days costs $started renders; touched: $touched', async ({ age, started, touched }) => {
    await run().template(request);
    utimesSync(entry(), daysAgo(age), daysAgo(age));
    const later = run();
    expect(await later.template(request)).toStrictEqual(answer);
    expect(later.renderCount()).toBe(started);
    expect(statSync(entry()).mtimeMs > daysAgo(age).getTime()).toBe(touched);
  });
});
