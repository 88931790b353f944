import { testScenarios } from './fault-matrix';

testScenarios({
  name: 'cut or 502 after',
  // Both are one to the engine: errors-of-github.real.test.ts.
  faults: [
    { trouble: 'socket reset', when: 'after' },
    { trouble: 'bad gateway', when: 'after' },
  ],
  struck: 'writes',
});
