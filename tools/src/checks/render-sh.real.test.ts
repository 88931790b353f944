import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Block, blocks, chartsFolder, realChart, whereHelmRuns } from './real-charts';
import { findHelm } from '@sovereign-fleet/renderer/programs';

let helm: string;

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(charts: string, block: Block, environment: Readonly<Record<string, string>> = {}): Run {
  const env = { ...process.env, SOVEREIGN_FLEET_HELM: helm, ...environment };
  return spawnSync(join(charts, `bp-${block}-vcluster/tests/render.sh`), { encoding: 'utf8', env });
}

/** The charts in a folder of their own, with one text of the one of mgmt replaced; its render.sh, run. */
function runBroken({ file, from, to }: { readonly file: string; readonly from: string; readonly to: string }): Run {
  const folder = mkdtempSync(join(tmpdir(), 'sovereign-fleet-broken-'));
  cpSync(chartsFolder, folder, { recursive: true });
  const path = join(folder, 'bp-mgmt-vcluster', file);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
  const result = run(folder, 'mgmt');
  rmSync(folder, { recursive: true });
  return result;
}

const enabled = '{{- if $values.enabled }}';

whereHelmRuns('tests/render.sh of the charts (skipped where no helm can be had)', () => {
  beforeAll(async () => {
    helm = await findHelm();
  }, 300_000);

  test.each(blocks)('%s: it passes, and says what it ran on', (block) => {
    const { status, stdout, stderr } = run(chartsFolder, block);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const [first, second, ...contracts] = stdout.trim().split('\n');
    expect(first).toMatch(new RegExp(`^bp-${block}-vcluster, helm v\\d+\\.`));
    expect(second).toBe(
      realChart === ''
        ? 'vcluster: STAND-IN 0.20.0+standin, not the real chart (VCLUSTER_CHART is not set)'
        : `vcluster: ${realChart} (VCLUSTER_CHART)`,
    );
    expect(contracts).toEqual([
      'ok   off by default: nothing is rendered',
      'ok   an empty image tag fails',
      'ok   on: Namespace, NetworkPolicy, StatefulSet and Service',
      'ok   on: its kubeconfig is for Flux, and its policy admits Flux',
    ]);
  });

  test.each(['folder', 'archive'])('a stand-in that VCLUSTER_CHART names, as a %s, is named as one', (form) => {
    const folder = mkdtempSync(join(tmpdir(), 'sovereign-fleet-stand-in-'));
    const standIn = join(chartsFolder, 'testdata/vcluster');
    const archive = join(folder, 'vcluster-0.20.0.tgz');
    if (form === 'archive') spawnSync('tar', ['-czf', archive, '-C', join(standIn, '..'), 'vcluster']);
    const given = form === 'archive' ? archive : standIn;
    const { status, stdout } = run(chartsFolder, 'mgmt', { VCLUSTER_CHART: given });
    rmSync(folder, { recursive: true });
    expect(status).toBe(0);
    expect(stdout.split('\n')[1]).toBe(
      `vcluster: STAND-IN 0.20.0+standin, not the real chart: ${given} (VCLUSTER_CHART)`,
    );
  });

  test.each([
    {
      broken: 'the gate is on by default',
      change: { file: 'values.yaml', from: 'enabled: false', to: 'enabled: true' },
      says: 'default values do not render',
    },
    {
      broken: 'the policy has no gate',
      change: { file: 'templates/networkpolicy.yaml', from: enabled, to: '{{- if true }}' },
      says: 'default values render something',
    },
    {
      broken: 'the subchart has no gate',
      change: { file: 'Chart.yaml', from: '    condition: mgmtVcluster.enabled\n', to: '' },
      says: 'default values render something',
    },
    {
      broken: 'an empty tag is let through',
      change: { file: 'templates/_problems.tpl', from: '{{- if not (regexMatch', to: '{{- if and false (regexMatch' },
      says: 'an empty image tag renders',
    },
    {
      broken: 'the tag that is checked is not the one of the subchart',
      change: { file: 'templates/_images.tpl', from: '(toString ($image.tag | default ""))', to: '"0.20.0"' },
      says: 'an empty image tag renders',
    },
    {
      broken: 'something else fails first',
      change: { file: 'templates/before/subcharts/problems.yaml', from: '{{- with', to: '{{- fail "no" }}{{- with' },
      says: 'default values do not render',
    },
    {
      broken: 'another problem hides that of the tag',
      change: { file: 'templates/_problems.tpl', from: '{{- include "block.imageProblems" . }}', to: 'other' },
      says: 'an empty image tag fails for another reason',
    },
    {
      broken: 'there is no policy',
      change: { file: 'templates/networkpolicy.yaml', from: enabled, to: '{{- if false }}' },
      says: 'there is no NetworkPolicy when on',
    },
    {
      broken: 'there is no namespace',
      change: { file: 'values.yaml', from: 'create: true', to: 'create: false' },
      says: 'there is no Namespace when on',
    },
    {
      broken: 'it does not render when on',
      change: { file: 'templates/namespace.yaml', from: 'metadata:', to: '{{ fail "no" }}' },
      says: 'it does not render when on',
    },
    {
      broken: 'the kubeconfig stays where the vCluster is',
      change: { file: 'values.yaml', from: '      namespace: flux-system\n', to: '' },
      says: 'its kubeconfig does not go to flux-system',
    },
    {
      broken: 'the vCluster may not write its kubeconfig',
      change: { file: 'templates/kubeconfig-rbac.yaml', from: '{{- if and', to: '{{- if and false' },
      says: 'no Role lets it write its kubeconfig',
    },
    {
      broken: 'the policy shuts Flux out',
      change: { file: 'values.yaml', from: '      - flux-system\n', to: '' },
      says: 'its policy does not admit flux-system',
    },
    {
      broken: 'the subchart is another',
      change: { file: 'Chart.yaml', from: 'name: vcluster', to: 'name: other' },
      says: 'default values do not render',
    },
  ])('it fails when $broken', ({ change, says }) => {
    const { status, stderr } = runBroken(change);
    expect(status).toBe(1);
    expect(stderr).toContain(`FAIL bp-mgmt-vcluster: ${says}`);
  });

  test.each([
    {
      without: 'helm',
      environment: { SOVEREIGN_FLEET_HELM: '/nowhere/helm' },
      says: 'FAIL bp-mgmt-vcluster: there is no helm (/nowhere/helm); set SOVEREIGN_FLEET_HELM\n',
    },
    {
      without: 'the subchart that is asked for',
      environment: { VCLUSTER_CHART: '/nowhere/vcluster.tgz' },
      says:
        'VCLUSTER_CHART is /nowhere/vcluster.tgz: there is no such file\n' +
        'FAIL bp-mgmt-vcluster: its subchart cannot be had\n',
    },
  ])('it fails without $without', ({ environment, says }) => {
    const { status, stderr } = run(chartsFolder, 'mgmt', environment);
    expect(status).toBe(1);
    expect(stderr.endsWith(says)).toBe(true);
  });
});
