import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatIssue } from '@sovereign-fleet/domain';
import { parseCampaign, type ResultState } from '@sovereign-fleet/pull-request';
import { parse } from 'yaml';
import { ProposeOptions } from '@sovereign-fleet/workspace/propose';
import { compileExample, exampleKit } from '@sovereign-fleet/workspace/testing';
import { greeting, parseOptions } from '@sovereign-fleet/github';
import { workspaceRoot } from '../workspace';

const readme = readFileSync(join(workspaceRoot, 'README.md'), 'utf8');

function propertiesIn(schema: string): readonly string[] {
  const { properties } = JSON.parse(readFileSync(join(workspaceRoot, schema), 'utf8')) as {
    readonly properties: object;
  };
  return Object.keys(properties);
}

function optionsBetween(from: string, to: string): readonly (string | undefined)[] {
  const part = readme.slice(readme.indexOf(from), readme.indexOf(to));
  return [...part.matchAll(/^\| `(?:--)?([a-z-]+)` /gm)].map(([, option]) => option);
}

test('every option of nx g sovereign is in the table, and no other', () => {
  const options = propertiesIn('generators/src/sovereign/schema.json');
  expect(optionsBetween('## Start', '## The flow')).toEqual([...options, 'dry-run']);
});

test('every option of render and review is in the table, and no other', () => {
  const written = optionsBetween('## Render and review', '## Pull requests');
  // Nx takes --allow-missing-charts for allowMissingCharts.
  const options = written.map((option) => option?.replace(/-[a-z]/g, (end) => end.slice(1).toUpperCase()));
  expect([...options].sort()).toEqual([...propertiesIn('generators/src/review/schema.json')].sort());
  expect(options.slice(1).sort()).toEqual([...propertiesIn('generators/src/render/schema.json')].sort());
});

test('every option of propose is in the table, and no other', () => {
  const written = optionsBetween('## Pull requests', '| state');
  const options = written.map((option) => option?.replace(/-[a-z]/g, (end) => end.slice(1).toUpperCase()));
  expect([...options].sort()).toEqual(Object.keys(ProposeOptions.shape).sort());
});

test('every state of a Sovereign is in the table, and no other', () => {
  const states: Readonly<Record<ResultState, true>> = {
    ...{ unchanged: true, 'closed-obsolete': true, cleaned: true, held: true, declined: true, created: true },
    ...{ updated: true, repaired: true, 'open-current': true, deferred: true, failed: true },
  };
  expect([...optionsBetween('| state', 'A campaign takes')].sort()).toEqual(Object.keys(states).sort());
});

test('the campaign in the README is one', () => {
  const [, text = ''] = /```yaml\n(id: [^]*?)```/.exec(readme) ?? [];
  const campaign = parseCampaign('README.md', parse(text));
  expect(campaign.ok ? [] : campaign.issues.map(formatIssue)).toEqual([]);
});

test('the GitHub of the README starts as it says, and is where the next command looks for it', () => {
  const [, args = ''] = /^npm run github -- (.*)$/m.exec(readme) ?? [];
  const options = parseOptions(args.split(' '));
  const url = `http://127.0.0.1:${options?.port}`;
  const where = { url, web: `${url}/${options?.owner}/${options?.repo}`, folder: options?.repository ?? '' };
  expect(readme).toContain('It prints two `export` lines');
  expect(greeting({ ...where, token: 't' }).match(/^export /gm)).toHaveLength(2);
  expect(readme).toContain(`${where.web}/pulls`);
  expect(readme).toContain(`git -C ${where.folder} log`);
});

test('every place that the README sends a person to is there', () => {
  const table = readme.slice(readme.indexOf('## I want to change'), readme.indexOf('## Not done yet'));
  const places = [...table.matchAll(/`([^`]+)`/g)]
    .map(([, place]) => place ?? '')
    .filter((place) => !place.includes(' '));
  expect(places.length).toBeGreaterThan(10);
  expect(places.filter((place) => !existsSync(join(workspaceRoot, place)))).toEqual([]);
});

test('the picture of the tree has every file of a region and of the kit', () => {
  const regions = [{ key: 'fsn1', provider: 'hetzner', role: 'primary' }] as const;
  const tree = [...compileExample({ fqdn: 'acme.example.com', environment: 'prod', regions }).keys()];
  const picture = readme.slice(readme.indexOf('## The tree'), readme.indexOf('Flux itself'));
  const names = tree.map((path) => path.split('/').at(-1) ?? '').filter((name) => name !== 'gotk-sync.yaml');
  expect(names).toHaveLength(exampleKit().slots.length + 5);
  expect(names.filter((name) => !picture.includes(name))).toEqual([]);
});

test('the decisions that the code names are there', () => {
  const decisions = readdirSync(join(workspaceRoot, 'docs/decisions'));
  for (const file of [
    'packages/domain/src/sovereign/provider.ts',
    'packages/flux/src/yaml.ts',
    'tools/complete-lock.mjs',
  ]) {
    const [, number] = /docs\/decisions\/(\d{4})/.exec(readFileSync(join(workspaceRoot, file), 'utf8')) ?? [];
    expect(decisions.filter((name) => name.startsWith(`${number}-`))).toHaveLength(1);
  }
});
