import type { Log } from 'sarif';
import type { Finding } from '../contract/finding';
import type { Review } from '../contract/review';
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

test('a finding is text and a path within the workspace, whatever a tree or a chart calls it', () => {
  const finding: Finding = {
    rule: rules[0]?.id ?? '',
    severity: 'error',
    region: 'fsn1',
    object: 'ConfigMap a/b',
    field: 'data',
    problem: 'see [here](https://evil.example.com) \u202e\u001b[2J',
    remedy: 'Mend regions[0]',
    file: '/../gitops-out/./../../charts/\u202ea b/../../../etc/passwd',
  };
  // The rest is not read.
  const review = { name: 'acme', fqdn: 'acme.example.com', findings: [finding] } as unknown as Review;
  const [result] = (JSON.parse(formatSarif([review])) as Log).runs[0]?.results ?? [];
  expect(result?.message.text).toContain(
    'see [here\\](https://evil.example.com) \\u{202e}\\u{1b}[2J. Mend regions[0].',
  );
  expect(result?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe('etc/passwd');
});
