import { PassThrough } from 'node:stream';
import { progressOn } from './progress';

const environment = process.env;

beforeEach(() => {
  process.env = { ...environment, TERM: 'xterm' };
  delete process.env['CI'];
});

afterEach(() => {
  process.env = environment;
});

function told(isTTY: boolean): string {
  // What a spinner asks of a terminal.
  const moves = { cursorTo: () => true, clearLine: () => true, moveCursor: () => true, columns: 80 };
  const stream = Object.assign(new PassThrough(), moves, { isTTY });
  const progress = progressOn(stream as unknown as NodeJS.WriteStream);
  progress.at('3 of 1000: acme created');
  for (let time = 0; time < 2; time++) progress.waits('waits until 12:03:10');
  progress.stop();
  return String(stream.read() ?? '');
}

test('a terminal shows how far a run is', () => {
  expect(told(true)).toContain('waits until 12:03:10');
});

test('without a terminal only waits are printed, beside the lines of the results', () => {
  expect(told(false)).toBe('waits until 12:03:10\n');
});
