import { testScenarios } from './fault-matrix';

testScenarios([
  { name: 'cut before', fault: { trouble: 'socket reset', when: 'before' } },
  { name: '403 secondary', fault: { trouble: 'secondary rate limit' } },
  { name: '429', fault: { trouble: 'too many requests', retryAfter: 5 } },
]);
