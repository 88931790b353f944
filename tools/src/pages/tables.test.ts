import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatIssue, parseFleet, parseSovereign, type Result } from '@sovereign-fleet/domain';
import { parseCampaign, type ResultState } from '@sovereign-fleet/pull-request';
import { parse } from 'yaml';
import { exitCode, ProposeOptions } from '@sovereign-fleet/workspace/propose';
import { repositoryFiles } from '../repository-files';
import { workspaceRoot } from '../workspace';
import { firstCodes, pages, readPage, section, tableRows } from './pages';

function propertiesIn(schema: string): readonly string[] {
  const { properties } = JSON.parse(readFileSync(join(workspaceRoot, schema), 'utf8')) as {
    readonly properties: object;
  };
  return Object.keys(properties);
}

/** The options of a table: Nx takes `--allow-missing-charts` for `allowMissingCharts`. */
function optionsIn(page: string, heading = 'option'): readonly string[] {
  const written = firstCodes(page, heading).map((option) => option.replace(/^--/, ''));
  return written.map((option) => option.replace(/-[a-z]/g, (end) => end.slice(1).toUpperCase()));
}

test('the table of sovereigns.md has each option of nx g sovereign, and no other', () => {
  const options = propertiesIn('generators/src/sovereign/schema.json');
  expect(optionsIn('docs/sovereigns.md')).toEqual([...options, 'dryRun']);
});

test.each(['value', 'upgrade', 'region', 'pause', 'slot', 'promote', 'retire'])(
  'day-two.md has each option of nx g %s, and no other',
  (name) => {
    expect([...optionsIn('docs/day-two.md', `option of nx g ${name}`)].sort()).toEqual(
      [...propertiesIn(`generators/src/${name}/schema.json`)].sort(),
    );
  },
);

test('the table of adopt.md has each option of nx g import, and no other', () => {
  const options = optionsIn('docs/adopt.md');
  expect([...options].sort()).toEqual([...propertiesIn('generators/src/import/schema.json'), 'dryRun'].sort());
});

test('the table of review.md has each option of render and review, and no other', () => {
  const options = optionsIn('docs/review.md');
  const ofReview = propertiesIn('generators/src/render-review/schema.json').filter((name) => name !== 'step');
  expect([...options].sort()).toEqual([...ofReview].sort());
  // Its first row is of the review alone.
  expect(options.slice(1).sort()).toEqual(ofReview.filter((name) => name !== 'base').sort());
});

test('the table of pull-requests.md has each option of propose, and no other', () => {
  expect([...optionsIn('docs/pull-requests.md')].sort()).toEqual(Object.keys(ProposeOptions.shape).sort());
});

test('the table of pull-requests.md has each state of a Sovereign, and no other', () => {
  const states: Readonly<Record<ResultState, true>> = {
    unchanged: true,
    'closed-obsolete': true,
    cleaned: true,
    held: true,
    declined: true,
    created: true,
    updated: true,
    repaired: true,
    'open-current': true,
    deferred: true,
    failed: true,
  };
  expect([...firstCodes('docs/pull-requests.md', 'state')].sort()).toEqual(Object.keys(states).sort());
});

test('the table of pull-requests.md has the exit codes in the order in which they are given', () => {
  const plain = ProposeOptions.parse({});
  const strict = { ...plain, strict: true };
  const found = [
    exitCode(['failed', 'held', 'deferred'], strict),
    exitCode(['held', 'deferred'], strict),
    exitCode(['deferred', 'held'], plain),
    exitCode(['unchanged', 'held'], plain),
  ];
  const codes = tableRows('docs/pull-requests.md', 'exit code').map(([code]) => code);
  expect(codes).toEqual([...found.map(String), '130, 143']);
});

/** The keys of a record, as the Issue of one that there is not lists them. */
function keysToldBy(result: Result<unknown>): readonly string[] {
  const told = result.ok ? [] : result.issues.map(formatIssue);
  const [keys = ''] = told.flatMap((issue) => /the keys are ([^.]*)\./.exec(issue)?.[1] ?? []);
  return keys.split(', ').sort();
}

const other = { zzzzzzzzzzzz: 1 };

test.each([
  {
    page: 'docs/sovereigns.md',
    heading: 'key',
    result: parseSovereign({ source: 'sovereign.ts', name: 'acme', spec: other }),
  },
  {
    page: 'docs/sovereigns.md',
    heading: 'key of `cloudInit`',
    result: parseSovereign({ source: 'sovereign.ts', name: 'acme', spec: { cloudInit: other } }),
  },
  { page: 'docs/sovereigns.md', heading: 'key of `sovereigns/fleet.ts`', result: parseFleet('fleet.ts', other) },
  {
    page: 'docs/pull-requests.md',
    heading: 'key of `pullRequests`',
    result: parseFleet('fleet.ts', { pullRequests: other }),
  },
  { page: 'docs/campaigns.md', heading: 'key', result: parseCampaign('a.yaml', other) },
])('the table "$heading" of $page has each key that is read, and no other', ({ page, heading, result }) => {
  const keys = tableRows(page, heading).map(([cell = '']) => cell.replaceAll('`', ''));
  expect([...keys].sort()).toEqual(keysToldBy(result));
});

test('the campaign of campaigns.md is read without an Issue', () => {
  const [, text = ''] = /```yaml\n([^]*?)```/.exec(readPage('docs/campaigns.md')) ?? [];
  const campaign = parseCampaign('campaigns.md', parse(text));
  expect(campaign.ok ? [] : campaign.issues.map(formatIssue)).toEqual([]);
  expect(text).toContain('id: ');
});

test('campaigns.md tells of each source of health that a campaign takes', () => {
  const [, text = ''] = /```yaml\n([^]*?)```/.exec(readPage('docs/campaigns.md')) ?? [];
  const campaign = parse(text) as object;
  const sources = [
    { from: 'commit-status' },
    { from: 'file', path: 'health.yaml' },
    { from: 'command', command: ['./health'] },
  ];
  const told = [...section('docs/campaigns.md', '## Health').matchAll(/^- `from: ([a-z-]+)`/gm)].map(
    ([, from]) => from,
  );
  expect(told).toEqual(sources.map(({ from }) => from));
  for (const health of sources) expect(parseCampaign('a.yaml', { ...campaign, health }).ok).toBe(true);
});

test('each variable of the environment that a page names is read somewhere', () => {
  const code = repositoryFiles.filter((file) => /\.([mc]?ts|mjs|yaml|sh)$/.test(file));
  const text = code.map((file) => readFileSync(join(workspaceRoot, file), 'utf8')).join('\n');
  const named = pages.flatMap((page) => readPage(page).match(/\b(SOVEREIGN_FLEET|VCLUSTER_CHART)[A-Z_]*\b/g) ?? []);
  expect(new Set(named).size).toBeGreaterThan(8);
  expect([...new Set(named)].filter((name) => !text.includes(name))).toEqual([]);
});

test('the table of layers.md has each option of explain, and no other', () => {
  const options = propertiesIn('generators/src/explain/schema.json');
  expect(optionsIn('docs/layers.md')).toEqual([...options]);
});
