import { providerNames } from '@sovereign-fleet/domain';
import { userDataLimits } from './user-data-limits';

test('each provider has a limit that somebody can look up, and none is below that of AWS', () => {
  expect(Object.keys(userDataLimits).sort()).toEqual([...providerNames].sort());
  const narrow = Object.entries(userDataLimits).filter(([, { bytes, source }]) => bytes < 16_384 || source === '');
  expect(narrow).toEqual([]);
});
