import { faultText, summaryLine } from './report';

const fuzzed = {
  name: 'specs',
  seed: 812,
  inputs: 500,
  seconds: 31.2,
  slowest: { seed: 900, inputs: 1, seconds: 0.42 },
};

test.each([
  {
    more: { faults: [] },
    line: 'specs: 500 inputs (seeds 812 to 1311) in 31 s, the slowest 0.4 s (seed 900): 0 faults',
  },
  {
    more: { inputs: 1, faults: [{ seed: 812, problem: 'x' }] },
    line: 'specs: 1 input (seed 812) in 31 s, the slowest 0.4 s (seed 900): 1 fault',
  },
  {
    more: { faults: [], slowest: { seed: 837, inputs: 25, seconds: 2 } },
    line: 'specs: 500 inputs (seeds 812 to 1311) in 31 s, the slowest 2.0 s (seeds 837 to 861 at once): 0 faults',
  },
])('a run is one line: $line', ({ more, line }) => {
  expect(summaryLine({ ...fuzzed, ...more })).toBe(line);
});

test('a fault says how it is made again', () => {
  expect(faultText('trees', { seed: 7, problem: 'Error: no' })).toBe(
    'trees, seed 7: Error: no\n  Again: npm run fuzz -- trees --seed=7\n',
  );
});
