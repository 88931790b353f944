import type { Log } from 'sarif';
import { formatSarif } from './format-sarif';
import { rules } from '../rules/rules';

test('a rule has each of the texts that code scanning requires', () => {
  const { runs } = JSON.parse(formatSarif([])) as Log;
  const described = runs.flatMap(({ tool }) => tool.driver.rules ?? []);
  expect(described.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
  for (const [index, { shortDescription, fullDescription, help }] of described.entries()) {
    expect(shortDescription?.text).toMatch(/^[A-Zv].+[^.]$/);
    expect(help?.text).toMatch(/^[A-Z].+\.$/);
    expect(fullDescription?.text).toBe(`${rules[index]?.title ?? ''}. ${help?.text ?? ''}`);
  }
});
