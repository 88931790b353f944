import { testScenarios } from './fault-matrix';

testScenarios([
  { name: 'cut after', fault: { trouble: 'socket reset', when: 'after' } },
  { name: '502 after', fault: { trouble: 'bad gateway', when: 'after' } },
]);
