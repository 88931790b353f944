import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileExample } from '@sovereign-fleet/workspace/testing';
import { workspaceRoot } from '../workspace';
import { readPage, section, tableRows } from './pages';

const page = 'docs/design.md';

/** Its lines are wrapped anywhere. */
const text = readPage(page).replace(/\s+/g, ' ');

function sourceOf(file: string): string {
  return readFileSync(join(workspaceRoot, file), 'utf8');
}

const calls = [...text.matchAll(/`(\w+)` \(`([^`]+\.ts)`\)/g)].map(([, call = '', file = '']) => ({ call, file }));

test.each(calls)('$call, which design.md names, is exported by $file', ({ call, file }) => {
  const declared = new RegExp(`^export (default )?(async )?(function|const|interface|type) ${call}\\b`, 'm');
  expect(sourceOf(file)).toMatch(declared);
});

test('design.md names a call for each step of the life of a Sovereign, but for what people and Flux do', () => {
  const life = section(page, '## The life of a Sovereign').replace(/\s+/g, ' ');
  const steps = life.split(/ (?=\d+\. \*\*)/).filter((step) => /^\d+\. \*\*/.test(step));
  expect(steps).toHaveLength(12);
  expect(steps.filter((step) => !/`\w+` \(`[^`]+`\)/.test(step)).map((step) => parseInt(step, 10))).toEqual([12]);
});

test('the line of a record that design.md follows becomes what it says', () => {
  const regions = [{ key: 'fsn1', provider: 'hetzner', role: 'primary' }] as const;
  expect(text).toContain("`{ key: 'fsn1', provider: 'hetzner', role: 'primary' }`");
  const tree = new Map<string, string>(compileExample({ fqdn: 'acme.example.com', environment: 'prod', regions }));
  const file = tree.get('clusters/acme.example.com/fsn1/bootstrap-kit.yaml') ?? '';
  expect(text).toContain('`MGMT_VCLUSTER_ENABLED: "true"` in `clusters/<fqdn>/fsn1/bootstrap-kit.yaml`');
  expect(file).toContain('MGMT_VCLUSTER_ENABLED: "true"');
  expect(file).toContain('DMZ_VCLUSTER_ENABLED: "true"');
  expect(file).toContain('RTZ_VCLUSTER_ENABLED: "false"');
  expect(file).toContain('hz-fsn-rtz-prod');
});

test('the rules of decide stand in design.md in the order in which they are asked', () => {
  const [, list = ''] =
    /const rules: readonly Rule\[\] = \[([^]*?)\];/.exec(sourceOf('packages/pull-request/src/reconcile/decide.ts')) ??
    [];
  const rules = [...list.matchAll(/^ {2}(\w+), \/\/ (.*)$/gm)].map(([, rule = '', mark = '']) => [mark, rule]);
  expect(rules.length).toBeGreaterThan(5);
  const rows = tableRows(page, 'mark').map(([mark = '', rule = '']) => [mark, rule.replaceAll('`', '')]);
  expect(rows).toEqual([...rules, ['S5, S8', 'planCommit']]);
});
