import { parts } from './parts';
import { runParts } from './run-parts';

/** They take minutes in a fresh clone, and .ci/run runs the same without a cache. */
const slow = ['unit tests', 'lint', 'types'];

test('the quick parts of npm run check pass on this repository', async () => {
  const quick = parts.filter(({ name }) => !slow.includes(name));
  expect(quick).toHaveLength(parts.length - slow.length);
  const written: string[] = [];
  const passed = await runParts(quick, (text) => written.push(text));
  // What failed is in the message.
  expect(passed ? 'all passed' : written.join('')).toBe('all passed');
});
