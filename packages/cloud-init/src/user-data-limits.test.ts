import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { providerNames } from '@sovereign-fleet/domain';
import { userDataLimits } from './user-data-limits';

test('each provider has a source to look up, and no limit is below that of AWS', () => {
  expect(Object.keys(userDataLimits).sort()).toEqual([...providerNames].sort());
  expect(Object.values(userDataLimits).filter((bytes = 16_384) => bytes < 16_384)).toEqual([]);
  const text = readFileSync(join(__dirname, 'user-data-limits.ts'), 'utf8');
  const sourced = [...text.matchAll(/^ {2}\/\/ https:\/\/.+\n(?: {2}\/\/ .+\n)? {2}(\w+): /gm)].map(([, name]) => name);
  expect(sourced).toEqual(Object.keys(userDataLimits));
});
