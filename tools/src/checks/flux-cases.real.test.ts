import { join } from 'node:path';
import { canFetchTools } from '@sovereign-fleet/renderer/programs';
import { namesOfCases, readCase, wrongIn } from './flux-cases';
import { workspaceRoot } from '../workspace';

const folder = join(workspaceRoot, '../shared/cases');
const names = canFetchTools ? namesOfCases(folder) : [];

/** Not right yet. One that becomes right turns the test red until it leaves this list. */
const open: readonly string[] = [];

// Each of these is a test of our own too, beside what it tests.
describe('what Flux applies of inputs that once came out wrong, by real programs', () => {
  if (names.length === 0) {
    test.skip('each (skipped: ../shared/cases is not there, or no program can be fetched)', () => undefined);
    return;
  }
  // All at once: most of the time a case waits for a program.
  const found = new Map(names.map((name) => [name, () => wrongIn(join(folder, name))]));
  const wrong = new Map<string, Promise<readonly string[]>>();
  beforeAll(() => {
    for (const [name, find] of found)
      wrong.set(
        name,
        find().catch((error: unknown) => [String(error)]),
      );
  });

  for (const name of names) {
    const run = open.includes(name) ? test.failing : test;
    run(`${name}: ${readCase(join(folder, name)).title}`, async () => {
      expect(await wrong.get(name)).toEqual([]);
    });
  }
});
