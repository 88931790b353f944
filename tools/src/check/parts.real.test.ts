import { parts } from './parts';
import { type Part, runParts } from './run-parts';

/** They take longest in a fresh clone, and .ci/run runs the same without a cache. */
const slow = ['unit tests', 'lint', 'types', 'house'];

/** Prettier with the options of its part, but of one file: .ci/run checks all of them. */
function shorten(part: Part): Part {
  if (part.name !== 'format') return part;
  const options = part.command.slice(part.command.indexOf('--') + 1);
  expect(options).not.toEqual([]);
  return { ...part, command: ['node_modules/.bin/prettier', '--check', 'package.json', ...options] };
}

test('the quick parts of npm run check pass on this repository', async () => {
  const quick = parts.filter(({ name }) => !slow.includes(name));
  expect(quick).toHaveLength(parts.length - slow.length);
  const written: string[] = [];
  const passed = await runParts(quick.map(shorten), (text) => written.push(text));
  // What failed is in the message.
  expect(passed ? 'all passed' : written.join('')).toBe('all passed');
});
