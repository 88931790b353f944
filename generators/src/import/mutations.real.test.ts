import { rmSync } from 'node:fs';
import { makeSpecs } from '@sovereign-fleet/workspace/testing';
import { copyOfNorth, draftOf, northOptions, withKubectl } from '../testing/import-tree';
import { mutationsOf } from '../testing/mutations';

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A few at once: each waits for kustomize most of the time. */
async function inTurns<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const rest = [...items];
  const take = async (): Promise<void> => {
    for (let item = rest.pop(); item !== undefined; item = rest.pop()) await work(item);
  };
  await Promise.all([take(), take(), take()]);
}

withKubectl('the proof of an import (skipped where no kubectl can be had)', () => {
  test('turns red for any change of an imported row or parameter', async () => {
    const [root, north] = [makeSpecs(), copyOfNorth()];
    folders.push(root, north);
    const { files, proveWith } = await draftOf(root, northOptions(north));
    expect(await proveWith(files)).toBe(true);
    const written = [...files].filter(([path]) => path.endsWith('.ts') && path !== 'sovereigns/fleet.ts');
    const mutations = written.flatMap(([path, text]) => mutationsOf(text).map((one) => ({ path, ...one })));
    const green: string[] = [];
    await inTurns(mutations, async ({ path, what, text }) => {
      if (await proveWith(new Map([...files, [path, text]]))) green.push(`${path.split('/').at(-1) ?? ''}: ${what}`);
    });
    // Without them the rows say the same: the interval is our contract's, and the first region is the primary.
    expect(green.map((one) => one.replace(/ [0-9]+:/, '')).sort()).toEqual([
      'kit.ts: without interval',
      'kit.ts: without interval',
      'sovereign.ts: without role',
    ]);
    expect(mutations.length).toBeGreaterThan(200);
  }, 600_000);
});
