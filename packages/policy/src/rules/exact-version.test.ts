import type { JsonMap } from '@sovereign-fleet/domain';
import { add, combine, set } from '../testing/example-change';
import { dmz, release54, testRows } from '../testing/example-rows';
import { kit, renderedObject } from '../testing/example-subject';

const artifact = (ref: JsonMap) =>
  add(
    renderedObject(kit, {
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      kind: 'OCIRepository',
      metadata: { name: 'bp-dmz-vcluster', namespace: 'flux-system' },
      spec: { url: 'oci://registry.example.com/charts/bp-dmz-vcluster', ref },
    }),
  );

const chartOf = (kind: string, more: JsonMap) => {
  const chart = { spec: { chart: 'bp-dmz-vcluster', sourceRef: { kind, name: 'charts' }, ...more } };
  return combine(set(release54, ['spec', 'chartRef'], undefined), set(release54, ['spec', 'chart'], chart));
};

const found = (field: string, version: string) =>
  `warning exact-version fsn1: ${release54}, ${field}: its chart is that of "${version}", which is no version: ` +
  `another may come tomorrow. Write the version that runs now. [${dmz}]`;

const digest = `sha256:${'0'.repeat(64)}`;

testRows('exact-version', [
  { what: 'a tag that is a version', change: artifact({ tag: '1.2.3_b1' }) },
  { what: 'a range', change: artifact({ semver: '1.x' }), finding: found('spec.chartRef', '1.x') },
  {
    what: 'a range goes before a tag',
    change: artifact({ semver: '1.x', tag: '1.2.3' }),
    finding: found('spec.chartRef', '1.x'),
  },
  { what: 'a digest goes before a range', change: artifact({ semver: '1.x', digest }) },
  { what: 'a tag that people move', change: artifact({ tag: 'stable' }), finding: found('spec.chartRef', 'stable') },
  { what: 'no reference', change: artifact({}), finding: found('spec.chartRef', 'latest') },
  { what: 'a version of an index', change: chartOf('HelmRepository', { version: 'v1.2.3' }) },
  {
    what: 'a range of an index',
    change: chartOf('HelmRepository', { version: '>=1' }),
    finding: found('spec.chart.spec.version', '>=1'),
  },
  {
    what: 'no version of an index',
    change: chartOf('HelmRepository', {}),
    finding: found('spec.chart.spec.version', '*'),
  },
  { what: 'a chart of a commit', change: chartOf('GitRepository', {}) },
]);
