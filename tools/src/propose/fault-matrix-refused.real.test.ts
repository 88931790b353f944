import { testScenarios } from './fault-matrix';

testScenarios({
  name: 'cut before or 403',
  // A 429 is the same to the engine: errors-of-github.real.test.ts.
  faults: [{ trouble: 'socket reset', when: 'before' }, { trouble: 'secondary rate limit' }],
  struck: 'all requests',
});
