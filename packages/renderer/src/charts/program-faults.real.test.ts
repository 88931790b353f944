import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChartReference } from '../contract/ports';
import { chartStore } from './chart-store';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'program-faults-'));
  writeChart('local', 'name: local\nversion: 1.2.3\n');
  writeChart('parent', 'name: parent\nversion: 1.0.0\ndependencies: [{name: child, version: 1.x}]\n');
  writeChart('parent/charts/child', 'name: child\nversion: 1.2.3\n');
  const dependency = '{name: local, version: 1.x, repository: "file://../local"}';
  writeChart('further', `name: further\nversion: 1.0.0\ndependencies: [${dependency}]\n`);
  const ended = join(root, 'ended');
  writeFileSync(ended, '#!/bin/sh\necho "out of memory" >&2\nkill -9 $$\n');
  chmodSync(ended, 0o755);
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

function writeChart(name: string, metadata: string): void {
  mkdirSync(join(root, 'charts', name), { recursive: true });
  writeFileSync(join(root, 'charts', name, 'Chart.yaml'), `apiVersion: v2\n${metadata}`);
}

function find(reference: ChartReference, helm: string) {
  const { findChart } = chartStore({
    helm,
    root,
    cacheFolder: join(root, 'cache'),
    timeoutSeconds: 30,
    environment: { PATH: process.env['PATH'] },
    localCharts: new Map([['local', join(root, 'charts/local')]]),
    subcharts: new Map(),
    offline: false,
  });
  return findChart(reference);
}

describe.each<{ what: string; reference: ChartReference; about: string }>([
  {
    what: 'a chart is pulled',
    reference: { kind: 'oci', url: 'oci://registry.example/app', tag: '1.2.3' },
    about: 'chart app 1.2.3: ',
  },
  {
    what: "the version of the workspace's chart is compared with a range",
    reference: { kind: 'helm', url: 'https://charts.example', name: 'local', version: '1.x' },
    about: 'chart local 1.x: ',
  },
  {
    what: 'the version of a chart in charts/ is compared with a range',
    reference: { kind: 'folder', path: 'charts/parent' },
    about: 'chart charts/parent: ',
  },
  {
    what: 'the version of a dependency is compared with a range',
    reference: { kind: 'folder', path: 'charts/further' },
    about: 'chart charts/further: it depends on local 1.x from file://../local, which cannot be had: ',
  },
])('where $what', ({ reference, about }) => {
  test('a Helm that is not installed is not a fault of the chart', async () => {
    expect(await find(reference, '/none/helm')).toEqual({
      ok: false,
      code: 'program-missing',
      reason: `${about}/none/helm cannot be started: spawn /none/helm ENOENT`,
      remedy: 'Install it, or name one that runs here in SOVEREIGN_FLEET_HELM or SOVEREIGN_FLEET_KUBECTL',
    });
  });

  test('a Helm that the system ends is not a fault of the chart', async () => {
    expect(await find(reference, join(root, 'ended'))).toEqual({
      ok: false,
      code: 'program-ended',
      reason: `${about}ended was ended by SIGKILL: out of memory`,
      remedy: 'Run it again where it has enough memory and nobody ends it',
    });
  });
});
