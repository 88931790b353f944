import { parseFleet, parseSovereign, valueOf } from '@sovereign-fleet/domain';
import type { RenderProblem } from '@sovereign-fleet/renderer';
import { exampleKit } from '../testing/example-kit';
import { blameOverrides } from './blame-overrides';

const source = 'sovereigns/acme/sovereign.ts';
const overrides = { 'bp-web': { web: { enabld: true, nodes: '3' }, 'a/b': 1, cache: { ttl: 'x' } } };
const regions = [
  { key: 'nbg1', provider: 'hetzner' },
  { key: 'fsn1', provider: 'hetzner', overrides },
];
const spec = { fqdn: 'acme.example.com', environment: 'prod', regions };
const said = {
  overrides: { 'bp-web': { web: { nodes: 'y' }, log: 1 }, 'bp-fleet': { log: 1 } },
  environments: { prod: { overrides: { 'bp-web': { log: 2 } } }, dev: { overrides: { 'bp-web': { log: 3 } } } },
};
const repository = { url: 'https://git.example.com/fleet', branch: 'main' };
const kits = [{ name: 'openova', with: said }];
const namespace = { name: 'web', from: 'slot' } as const;
const row = { number: '90', name: 'bp-web', chart: { version: '1.0.0' }, namespace, dependsOn: [] };
const release = { name: 'web', namespace: 'apps' };
const kit = { ...exampleKit(), name: 'openova', slots: [{ ...row, release }] };
const fleet = valueOf(parseFleet('sovereigns/fleet.ts', { domain: 'example.com', repository, kits }));
const sovereign = valueOf(parseSovereign({ source, name: 'acme', spec }));

const failed: RenderProblem = {
  kind: 'failed',
  object: 'HelmRelease apps/web',
  field: 'spec',
  problem: '',
  remedy: 'Mend the values or the chart',
};

function problemOf(change: Partial<RenderProblem>, region = 'fsn1'): RenderProblem | undefined {
  const rendered = {
    fqdn: 'acme.example.com',
    regions: [{ region, objects: [], releases: [], problems: [{ ...failed, ...change }] }],
  };
  return blameOverrides(rendered, { root: '/nowhere', sovereign, fleet, kit }).regions[0]?.problems[0];
}

const at = 'regions[1].overrides["bp-web"]';

test.each([
  {
    what: 'keys that the chart does not know',
    problem: "values don't meet the schema: bp-web: - at '/web': additional properties 'enabld', 'nodes' not allowed",
    field: `${at}.web.enabld, ${at}.web.nodes`,
    remedy: `Mend them in ${source}`,
  },
  {
    what: 'a value of another type',
    problem: "bp-web: - at '/web/nodes': got string, want integer",
    field: `${at}.web.nodes`,
    remedy: `Mend it in ${source}`,
  },
  {
    what: 'a value of a subchart, whose way begins in its own values',
    problem: "cache: - at '/ttl': got string, want integer",
    field: `${at}.cache.ttl`,
    remedy: `Mend it in ${source}`,
  },
  {
    what: 'a key with a slash',
    problem: "bp-web: - at '/a~1b': got number, want string",
    field: `${at}["a/b"]`,
    remedy: `Mend it in ${source}`,
  },
  {
    what: 'a value that a template names',
    problem: 'execution error at (bp-web/templates/a.yaml:1:4): .Values.cache.ttl is no number',
    field: `${at}.cache.ttl`,
    remedy: `Mend it in ${source}`,
  },
  {
    what: 'a value of an environment, which the fleet says too,',
    problem: "bp-web: - at '/log': got number, want string",
    field: 'kits[0].with.environments.prod.overrides["bp-web"].log',
    remedy: 'Mend it in sovereigns/fleet.ts',
    file: 'sovereigns/fleet.ts',
  },
  {
    what: 'values of two layers',
    problem: "bp-web: - at '/log': got number, want string - at '/web/nodes': got string, want integer",
    field: `kits[0].with.environments.prod.overrides["bp-web"].log, ${at}.web.nodes`,
    remedy: `Mend them in ${source} and sovereigns/fleet.ts`,
    file: 'sovereigns/fleet.ts',
  },
])('$what is blamed on the override', ({ problem, field, remedy, file = source }) => {
  expect(problemOf({ problem })).toEqual({ ...failed, problem, field, remedy, file });
});

test('a problem with a value that no override sets says that the release has an override', () => {
  const problem = "at '/other': got string, want integer";
  const places = ['overrides["bp-web"]', 'environments.prod.overrides["bp-web"]'];
  const ofFleet = places.map((place) => `sovereigns/fleet.ts has kits[0].with.${place}`).join(', ');
  const remedy = `Mend the values or the chart; of the values, ${ofFleet}, ${source} has ${at}`;
  expect(problemOf({ problem })).toEqual({ ...failed, problem, remedy });
});

test.each<{ what: string; change: Partial<RenderProblem>; region?: string }>([
  { what: 'another release', change: { object: 'HelmRelease flux-system/bp-other' } },
  { what: 'a region that the Sovereign does not have', change: {}, region: 'hel1' },
  { what: 'a chart that is wrong', change: { field: 'spec.chartRef' } },
  { what: 'a chart that is missing', change: { kind: 'missing-chart' } },
])('$what is not blamed on an override', ({ change, region }) => {
  const problem = "at '/web/nodes': got string, want integer";
  expect(problemOf({ problem, ...change }, region)).toEqual({ ...failed, problem, ...change });
});
