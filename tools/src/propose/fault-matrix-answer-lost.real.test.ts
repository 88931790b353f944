import { testScenarios } from './fault-matrix';

// Both are one to the engine: errors-of-github.real.test.ts.
testScenarios([
  {
    name: 'cut or 502 after',
    faults: [
      { trouble: 'socket reset', when: 'after' },
      { trouble: 'bad gateway', when: 'after' },
    ],
  },
]);
