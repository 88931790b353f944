import fc from 'fast-check';
import { type Fuzzed, fuzzKind, inputOf } from './fuzz-kind';
import type { Kept, Kind } from './kind';

const numbers = fc.noBias(fc.nat());

type Answer = (input: number, kept: Kept) => string;

/** Fuzzes numbers, of which each stands for its own seed. */
async function fuzzNumbers(answer: Answer, more: Partial<Kind<number>> = {}): Promise<Fuzzed> {
  const kind: Kind<number> = {
    name: 'numbers',
    atOnce: 1,
    inputs: numbers,
    open: () =>
      Promise.resolve({ answer: (inputs, kept) => inputs.map((one) => answer(one, kept)), close: () => undefined }),
    ...more,
  };
  return fuzzKind(kind, { inputs: 30, seed: 1 });
}

const bad = inputOf(numbers, 13);

function failOn(input: number): string {
  if (input === bad) throw new Error('not this one');
  return String(input);
}

test('a seed gives its input again, and neighbours give others', () => {
  const texts = [1, 2, 3, 4, 5].map((seed) => inputOf(fc.string({ minLength: 8 }), seed));
  expect([1, 2, 3, 4, 5].map((seed) => inputOf(fc.string({ minLength: 8 }), seed))).toEqual(texts);
  expect(new Set(texts).size).toBe(5);
});

test.each([{ atOnce: 1 }, { atOnce: 7 }, { atOnce: 50 }])(
  'what is thrown is a fault of the seed of its input, of $atOnce at once',
  async ({ atOnce }) => {
    const { inputs, faults } = await fuzzNumbers(failOn, { atOnce });
    expect(inputs).toBe(30);
    expect(faults.map(({ seed }) => seed)).toEqual([13]);
    expect(faults[0]?.problem).toContain('Error: not this one\n');
  },
);

test('another second answer is a fault, and says where it differs', async () => {
  let calls = 0;
  const { faults } = await fuzzNumbers((input) => (input === bad ? `call ${(calls += 1)}` : ''));
  expect(faults).toEqual([{ seed: 13, problem: 'its second answer is another: "call 1" and then "call 2"' }]);
});

test('one second answer of ten is made without what is kept', async () => {
  const anew: number[] = [];
  await fuzzNumbers((input, kept) => {
    if (kept === 'anew') anew.push(input);
    return '';
  });
  expect(anew).toEqual([10, 20, 30].map((seed) => inputOf(numbers, seed)));
});

test('a run ends after twenty faults, and what it opened is closed', async () => {
  let isOpen = true;
  const open: Kind<number>['open'] = () =>
    Promise.resolve({
      answer: () => {
        throw new Error('never');
      },
      close: () => {
        isOpen = false;
      },
    });
  const { inputs, faults } = await fuzzNumbers(String, { open });
  expect([inputs, faults.length, isOpen]).toEqual([20, 20, false]);
});
