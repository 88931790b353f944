import { mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFiles } from '@sovereign-fleet/workspace/testing';
import { textsIn, workspaceCharts } from './workspace-charts';

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'sovereign-fleet-')));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

const chart = (dependencies: string) => `name: x\nversion: 1.0.0\ndependencies: ${dependencies}\n`;
const on = (dependency: string) => ({
  'charts/bp-x/Chart.yaml': chart(`[${dependency}]`),
  'charts/bp-y/Chart.yaml': chart('[{name: z, repository: "file://../../more/z"}]'),
  'more/z/Chart.yaml': chart('[]'),
  'charts/notes.md': '',
});

/** The folders of the charts that texts name, or of all. */
function foldersIn(texts: readonly string[] | undefined): readonly string[] {
  const { names, namedIn, foldersOf } = workspaceCharts(root);
  return foldersOf(texts === undefined ? names : namedIn(texts));
}

test.each([
  { dependency: '', folders: ['charts/bp-x'] },
  { dependency: '{name: z, repository: "file://../../more/z"}', folders: ['charts/bp-x', 'more/z'] },
  { dependency: '{name: y, repository: "file://../bp-y"}', folders: ['charts/bp-x', 'charts/bp-y', 'more/z'] },
  { dependency: '{name: bp-y, repository: "oci://r.example"}', folders: ['charts/bp-x', 'charts/bp-y', 'more/z'] },
  { dependency: '{name: gone, repository: "file://../gone"}', folders: ['charts/bp-x', 'charts/gone'] },
  { dependency: '{name: x, repository: "file://../bp-x"}', folders: ['charts/bp-x'] },
  { dependency: '{name: out, repository: "file://../../../out"}', folders: ['charts/bp-x'] },
  { dependency: 'nothing, {name: 1}', folders: ['charts/bp-x'] },
  { dependency: '{', folders: ['charts/bp-x'] },
])('a chart that depends on $dependency is read from $folders', ({ dependency, folders }) => {
  writeFiles(root, on(dependency));
  expect(foldersIn(['url: oci://r.example/bp-x\n'])).toEqual(folders);
});

test.each([
  { texts: ['url: oci://r.example/bp-x'], folders: ['charts/bp-x'] },
  { texts: ['chart: "bp-x"'], folders: ['charts/bp-x'] },
  { texts: ['', 'oci://r.example/bp-x@sha256:00'], folders: ['charts/bp-x'] },
  { texts: ['oci://r.example/bp-x-more', 'my-bp-x', 'bp-x1'], folders: [] },
  { texts: [], folders: [] },
  { texts: undefined, folders: ['charts/bp-x', 'charts/bp-y', 'more/z'] },
])('the texts $texts name $folders', ({ texts, folders }) => {
  writeFiles(root, on(''));
  expect(foldersIn(texts)).toEqual(folders);
});

test('a chart that is a link is read where it leads', () => {
  writeFiles(root, { 'charts/other/Chart.yaml': chart('[]'), 'more/z/Chart.yaml': chart('[]') });
  symlinkSync('../more/z', join(root, 'charts/bp-x'));
  expect(foldersIn(['bp-x'])).toEqual(['charts/bp-x', 'more/z']);
});

test('a workspace without charts has none', () => {
  expect(foldersIn(undefined)).toEqual([]);
});

test('texts are those at any depth, and a folder that is not there has none', () => {
  writeFiles(root, { 'tree/a.yaml': 'a', 'tree/b/c.yaml': 'c' });
  expect([...(textsIn(join(root, 'tree')) ?? [])].sort()).toEqual(['a', 'c']);
  expect(textsIn(join(root, 'none'))).toBeUndefined();
});
