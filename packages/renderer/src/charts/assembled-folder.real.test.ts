import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { chartSearch, chartWorkspace, chartWriter, oci, onVcluster, umbrella } from '../testing/chart-workspace';

const workspace = chartWorkspace();
const { writeChart, standIn } = chartWriter(workspace);
const { found, template } = chartSearch(workspace);

const assembled = (): readonly string[] => readdirSync(join(workspace.cacheFolder, 'assembled'));

test('an assembled chart is whole for twenty chart stores that assemble it at once', async () => {
  writeChart('charts/bp-x', umbrella(onVcluster));
  standIn();
  const charts = await Promise.all(Array.from({ length: 20 }, () => found(oci())));
  expect(new Set(charts.map(({ path, digest }) => `${path} ${digest}`)).size).toBe(1);
  expect(assembled()).toEqual([basename(charts[0]?.path ?? '')]);
  for (const chart of charts.slice(0, 1)) expect(template(chart)).toContain('bp-x/charts/vcluster');
});

test('an assembled chart is written again if it was damaged, and left alone otherwise', async () => {
  writeChart('charts/bp-x', umbrella(onVcluster));
  standIn();
  const { path } = await found(oci());
  const file = join(path, 'charts/vcluster/templates/a.yaml');
  writeFileSync(file, 'kind: Damaged\n');
  writeFileSync(join(path, 'templates/more.yaml'), 'kind: More\n');
  expect((await found(oci())).path).toBe(path);
  expect(readFileSync(file, 'utf8')).toBe('kind: A\n');
  expect(readdirSync(join(path, 'templates'))).toEqual(['a.yaml']);
  expect(assembled()).toEqual([basename(path)]);
});

test('of a library there is what is in it, and its own templates make nothing', async () => {
  const library = `type: library\nappVersion: "1.10"\n${umbrella(onVcluster)}`;
  writeChart('charts/bp-x', library, {
    'templates/_own.tpl': '{{- define "own" }}own{{ end }}',
    'templates/NOTES.txt': 'x',
  });
  standIn();
  writeFileSync(join(workspace.root, 'standin/templates/a.yaml'), 'kind: {{ include "own" . }}\n');
  const chart = await found(oci());
  expect(template(chart).match(/^# Source.*|^kind.*/gm)).toEqual([
    '# Source: bp-x/charts/vcluster/templates/a.yaml',
    'kind: own',
  ]);
  const text = readFileSync(join(chart.path, 'Chart.yaml'), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ name: 'bp-x', version: '0.2.0', appVersion: '1.10', type: 'application' });
});

test('an assembled chart gets another folder if the chart or the subchart changes', async () => {
  writeChart('charts/bp-x', umbrella(onVcluster));
  standIn();
  const { path } = await found(oci());
  writeFileSync(join(workspace.root, 'standin/templates/a.yaml'), 'kind: B\n');
  expect((await found(oci())).path).not.toBe(path);
});
