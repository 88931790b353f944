import type { Log } from 'sarif';
import { formatSarif } from './format-sarif';
import { rules } from './rules';

test('a rule has each of the texts that code scanning requires', () => {
  const { runs } = JSON.parse(formatSarif([])) as Log;
  const described = runs.flatMap(({ tool }) => tool.driver.rules ?? []);
  expect(described.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
  for (const { shortDescription, fullDescription, help } of described) {
    expect(shortDescription?.text).toMatch(/[^.]$/);
    expect(help?.text).toMatch(/^[A-Z].+\.$/);
    expect(fullDescription?.text).toBe(`${shortDescription?.text ?? ''}. ${help?.text ?? ''}`);
  }
});
