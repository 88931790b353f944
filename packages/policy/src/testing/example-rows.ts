// For tests: rows of what a rule says of a Sovereign that is changed in one place.
import { formatFinding } from '../contract/finding';
import { withChange, type ChangeRegion } from './example-change';
import { kit, exampleSubject, mirror, renderedObject } from './example-subject';
import { review } from '../review';
import { type ReviewSubject } from '../contract/review-subject';
import { type RenderProblem } from '@sovereign-fleet/renderer';

/** What a rule says of each finding, whole: how grave, which rule, where, what, and where to mend it. */
export function findings(subject: ReviewSubject): readonly string[] {
  return review(subject).findings.map((finding) => {
    const { severity, rule, region, file } = finding;
    return `${severity} ${rule} ${region === '' ? '-' : region}: ${formatFinding(finding)} [${file}]`;
  });
}

export interface Row {
  readonly what: string;
  readonly region?: string;
  readonly change: ChangeRegion;
  readonly finding?: string | readonly string[];
}

export function testRows(rule: string, rows: readonly Row[]): void {
  test.each(rows)(`${rule}: $what`, ({ region = 'fsn1', change, finding = [] }) => {
    expect(findings(withChange(exampleSubject(), [region], change))).toEqual([finding].flat());
  });
}

export const tree = 'gitops-out/clusters/acme.example.com';

export const [entry, dmz, mgmt] = [
  `${tree}/fsn1/kustomization.yaml`,
  `${tree}/bootstrap-kit/54-dmz-vcluster.yaml`,
  `${tree}/bootstrap-kit/58-mgmt-vcluster.yaml`,
];

export const dmzSet = 'StatefulSet dmz/dmz-vcluster';

export const podSpec = ['spec', 'template', 'spec'];

export function configMap(name: string, data: Record<string, string>) {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'dmz' }, data } as const;
}

export function workload(kind: string, spec: Record<string, never> | object, name = 'made-up') {
  return { apiVersion: 'apps/v1', kind, metadata: { name, namespace: 'dmz' }, spec } as never;
}

export const deadChart: RenderProblem = {
  kind: 'missing-chart',
  object: 'HelmRelease flux-system/bp-dmz-vcluster',
  field: '',
  problem: 'the chart oci://ghcr.io/openova-io/bp-dmz-vcluster 0.1.0 cannot be had: no route to host',
  remedy: 'Connect, or pass --allow-missing-charts',
};

export const deadChartFinding =
  `error found-chart fsn1: HelmRelease flux-system/bp-dmz-vcluster: ${deadChart.problem}. Connect, ` +
  `or pass --allow-missing-charts. [${dmz}]`;

export const mirrorRemedy = `Take it through ${mirror}, such as ${mirror}/proxy-….`;

export const values = ['spec', 'values', 'vcluster'];

export const release54 = 'HelmRelease flux-system/bp-dmz-vcluster';

/** A workload of the kit, with these in its only container. */
export function container(rest: object) {
  const containers = [{ name: 'x', image: `${mirror}/a/b:1`, ...rest }];
  return renderedObject(kit, workload('Deployment', { template: { spec: { containers } } }));
}

export function customResource(spec: object) {
  const metadata = { name: 'x', namespace: 'dmz' };
  return renderedObject(kit, { apiVersion: 'example.com/v1', kind: 'Thing', metadata, spec: spec as never });
}

export const inContainer = 'Deployment dmz/made-up, spec.template.spec.containers[0]';

/** What is said of the image of a container whose registry is not in the mirror. */
export function withoutProject(workloadTitle: string, image: string, file: string): string {
  const [host = ''] = image.split('/');
  return (
    `error mirrored-registry fsn1: ${workloadTitle}, spec.template.spec.containers[0].image: the mirror ${mirror} ` +
    `has no project for ${host}, where the image "${image}" is from. Write mirroredRegistries: { '${host}': ` +
    `'proxy-…' } in the fleet or the record once it has one. [${file}]`
  );
}
