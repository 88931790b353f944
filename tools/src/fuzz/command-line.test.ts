import { formatIssue } from '@sovereign-fleet/domain';
import { fuzzHelp, parseFuzzCommand } from './command-line';

const kinds = ['specs', 'trees'];
const parse = (...args: readonly string[]) => parseFuzzCommand({ args, environment: {} }, kinds, 77);

test.each([
  { args: [], value: { kinds, inputs: 500, seed: 77, show: false } },
  { args: ['trees'], value: { kinds: ['trees'], inputs: 500, seed: 77, show: false } },
  { args: ['trees', '--seed=12'], value: { kinds: ['trees'], inputs: 1, seed: 12, show: false } },
  { args: ['--inputs=10', '--seed', '0', '--show'], value: { kinds, inputs: 10, seed: 0, show: true } },
  { args: ['specs', '--help'], value: 'help' },
])('the arguments $args are read', ({ args, value }) => {
  expect(parse(...args)).toEqual({ ok: true, value });
});

test.each([
  {
    args: ['leaves'],
    issue: 'npm run fuzz: kind is "leaves": there is no such kind of input. Write one of specs, trees.',
  },
  {
    args: ['--inputs=0'],
    issue: 'npm run fuzz: --inputs is "0": it needs one value. Write --inputs=<value>.',
  },
  {
    args: ['--seed=x'],
    issue: 'npm run fuzz: --seed is "x": it needs one value. Write --seed=<value>.',
  },
  {
    args: ['--seeds=1'],
    issue:
      'npm run fuzz: --seeds is "1": there is no such option. Did you mean "--seed"? ' +
      'Write one of --inputs, --seed, --show, --help.',
  },
])('the arguments $args are refused', ({ args, issue }) => {
  const parsed = parse(...args);
  expect(parsed.ok ? [] : parsed.issues.map(formatIssue)).toEqual([issue]);
});

test('the help says what a fault is, and how to make one again', () => {
  expect(fuzzHelp(kinds))
    .toBe(`Gives inputs that nobody would write to the loader of specs, the renderer and the review, by real programs.

  npm run fuzz -- [<kind> …] [options]

Kinds: specs, trees. Without one: all of them.

  --inputs=<number>  How many of each kind: 500, or 1 where a seed is given
  --seed=<number>    The seed of the first input; each later one has the next number. Without it: another in each run
  --show             Print the inputs, and give them to nothing
  -h, --help         Print this

An input is made by its seed alone: "npm run fuzz -- trees --seed=812" makes that of a fault again.
It is a fault when something is thrown that is no Issue and no problem of a render, when an input takes more than 10
seconds, when the second answer to it is another one, and when a report has markup or characters that nobody sees.
Faults go to standard output, with a line for each kind; progress goes to standard error. Ends with 1 where there is a
fault, else with 0.
`);
});
