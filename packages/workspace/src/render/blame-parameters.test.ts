import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type BootstrapKit, parseFleet, parseSovereign, referencesTo, valueOf } from '@sovereign-fleet/domain';
import type { RenderProblem } from '@sovereign-fleet/renderer';
import { exampleKit } from '../testing/example-kit';
import { blameOverrides } from './blame-overrides';

const source = 'sovereigns/acme/sovereign.ts';
const kitFile = 'kits/example/kit.ts';
const files = {
  [source]:
    "export default defineSovereign({\n  parameters: { SIZE: 'big', SHAPE: { edge: 1 } },\n" +
    "  regions: [\n    { key: 'fsn1',\n      versions: { 'bp-web': { version: '9.9.9' } } },\n  ],\n});\n",
  [kitFile]:
    "const parameters = {\n  COUNT: { type: 'number', default: 3 },\n};\n" +
    "export const web = {\n  name: 'bp-web',\n  chart: { version: '1.0.0' },\n};\n",
};

const free = { description: 'what it is', layers: ['fleet', 'sovereign'] } as const;
const declared = {
  SIZE: { type: 'string', ...free },
  SHAPE: { type: 'json', ...free },
  COUNT: { type: 'number', default: 3, ...free },
  FQDN: { type: 'string', fact: 'fqdn' },
} as const;
const { use, text } = referencesTo(declared);
const values = {
  size: use('SIZE'),
  shape: use('SHAPE'),
  count: [use('COUNT')],
  title: text`${'SIZE'}-x`,
  of: use('FQDN'),
};
const namespace = { name: 'web', from: 'slot' } as const;
const chart = { version: '1.0.0' };
const row = { number: '90', name: 'bp-web', release: { name: 'web', namespace: 'apps' }, chart, namespace, values };
const kit: BootstrapKit = {
  ...exampleKit(),
  source: kitFile,
  parameters: declared,
  slots: [
    { ...row, dependsOn: [] },
    { ...row, dependsOn: [], name: 'bp-api', release: { name: 'bp-web' } },
  ],
};

const versions = { 'bp-web': { version: '9.9.9' } };
const spec = {
  fqdn: 'acme.example.com',
  environment: 'prod',
  parameters: { SIZE: 'big', SHAPE: { edge: 1 } },
  regions: [{ key: 'fsn1', provider: 'hetzner', versions }],
};
const repository = { url: 'https://git.example.com/fleet', branch: 'main' };
const fleet = valueOf(
  parseFleet('sovereigns/fleet.ts', { domain: 'example.com', repository, kits: [{ name: kit.name }] }),
);
const sovereign = valueOf(parseSovereign({ source, name: 'acme', spec }));

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'blame-'));
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(join(root, dirname(file)), { recursive: true });
    writeFileSync(join(root, file), content);
  }
});

afterAll(() => {
  rmSync(root, { recursive: true });
});

const failed: RenderProblem = {
  kind: 'failed',
  object: 'HelmRelease apps/web',
  field: 'spec',
  problem: '',
  remedy: 'Mend the values or the chart',
};

function blamed(problem: RenderProblem): RenderProblem | undefined {
  const regions = [{ region: 'fsn1', objects: [], releases: [], problems: [problem] }];
  return blameOverrides({ fqdn: 'acme.example.com', regions }, { root, sovereign, fleet, kit }).regions[0]?.problems[0];
}

test.each([
  { what: 'by a parameter', path: 'size', file: source, field: 'parameters.SIZE', line: 2 },
  { what: 'within a text', path: 'title', file: source, field: 'parameters.SIZE', line: 2 },
  { what: 'in a part of a parameter', path: 'shape/edge', file: source, field: 'parameters.SHAPE.edge', line: 2 },
  { what: "by the kit's default", path: 'count/0', file: kitFile, field: 'parameters.COUNT.default', line: 2 },
])('a value that comes $what is blamed on who says that', ({ path, file, field, line }) => {
  const problem = `bp-web: - at '/${path}': got string, want integer`;
  const remedy = `Mend it in ${file}:${line}`;
  expect(blamed({ ...failed, problem })).toEqual({ ...failed, problem, file, field, remedy });
});

test('a value that follows from the record is blamed on nobody', () => {
  const problem = { ...failed, problem: "bp-web: - at '/of': got string, want integer" };
  expect(blamed(problem)).toEqual(problem);
});

const absent: RenderProblem = { ...failed, kind: 'missing-version', field: 'spec.chartRef', remedy: 'Write another' };

test.each([
  {
    what: 'the region',
    object: 'HelmRelease apps/web',
    file: source,
    field: 'regions[0].versions["bp-web"]',
    line: 5,
  },
  {
    what: 'the row of another slot, whose release has the name of this one,',
    object: 'HelmRelease flux-system/bp-web',
    file: kitFile,
    field: 'bp-api.chart.version',
    line: undefined,
  },
])('a version that its source lacks is blamed on $what that says it', ({ object, file, field, line }) => {
  const at = line === undefined ? file : `${file}:${line}`;
  const remedy = `Write another; it is said in ${at}`;
  expect(blamed({ ...absent, object })).toEqual({ ...absent, object, file, field, remedy });
});

test('a digest of another version is blamed on the layer that says the version', () => {
  const problem = { ...absent, kind: 'other-version', object: 'HelmRelease apps/web' } as const;
  const remedy = `Write another; it is said in ${source}:5`;
  expect(blamed(problem)).toEqual({ ...problem, file: source, field: 'regions[0].versions["bp-web"]', remedy });
});
