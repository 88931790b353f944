import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile, resolve } from '@sovereign-fleet/compiler';
import { allOf, chartName, valueOf } from '@sovereign-fleet/domain';
import { parse } from 'yaml';
import { readFleetRecordAt } from '@sovereign-fleet/workspace/specs';
import { filesIn } from '@sovereign-fleet/workspace/testing';

// What people have in this workspace, whatever it is; all other tests stand on examples of their own.
const root = join(__dirname, '../../..');

test('gitops-out/ has what the specs compile to', () => {
  const { fleet, kits, sovereigns } = valueOf(readFleetRecordAt(root));
  const tree = compile(valueOf(allOf(sovereigns.map((sovereign) => resolve({ sovereign, fleet, kits })))));
  const written = existsSync(join(root, 'gitops-out')) ? filesIn(root, 'gitops-out') : {};
  expect(Object.fromEntries([...tree.keys()].map((path) => [path, written[`gitops-out/${path}`]]))).toEqual(
    Object.fromEntries(tree),
  );
});

test('each slot has the version of its chart, where the chart is in charts/', () => {
  const charts = valueOf(readFleetRecordAt(root)).kits.flatMap(({ slots }) =>
    slots.map((slot) => ({ name: chartName(slot), version: slot.chart.version })),
  );
  const here = charts.filter(({ name }) => existsSync(join(root, 'charts', name, 'Chart.yaml')));
  const versions = here.map(({ name }) => {
    const { version } = parse(readFileSync(join(root, 'charts', name, 'Chart.yaml'), 'utf8')) as { version: string };
    return { name, version };
  });
  expect(here.map(({ name, version }) => ({ name, version }))).toEqual(versions);
});
