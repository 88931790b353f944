import { randomUUID } from 'node:crypto';
import { keptByText } from './kept-by-text';

/** As another process has it: with nothing in its memory. */
function inAnotherProcess(): typeof keptByText {
  let loaded = keptByText;
  jest.isolateModules(() => {
    ({ keptByText: loaded } = jest.requireActual<{ readonly keptByText: typeof keptByText }>('./kept-by-text'));
  });
  return loaded;
}

function fail(): never {
  throw new Error('it was worked out again');
}

test('what follows from texts is worked out once, for this process and for the next one', () => {
  const text = randomUUID();
  expect(keptByText(['answer', text], () => ({ of: text }))).toEqual({ of: text });
  expect(keptByText(['answer', text], fail)).toEqual({ of: text });
  expect(inAnotherProcess()(['answer', text], fail)).toEqual({ of: text });
});

test('that there is no answer is kept too, and what throws is not', () => {
  const text = randomUUID();
  expect(() => keptByText(['answer', text], fail)).toThrow('it was worked out again');
  expect(keptByText(['answer', text], () => null)).toBeNull();
  expect(inAnotherProcess()(['answer', text], fail)).toBeNull();
});

test('texts that read the same behind one another are others', () => {
  const text = randomUUID();
  expect(keptByText(['answer', text, 'b'], () => 1)).toBe(1);
  expect(keptByText(['answer', `${text}b`], () => 2)).toBe(2);
});
