import { testScenarios } from './fault-matrix';

testScenarios([
  { name: 'cut before', faults: [{ trouble: 'socket reset', when: 'before' }] },
  // A 429 is the same to the engine: errors-of-github.real.test.ts.
  { name: '403 secondary', faults: [{ trouble: 'secondary rate limit' }] },
]);
