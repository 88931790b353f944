import type { JsonMap } from '@sovereign-fleet/domain';
import type { Applier, KubernetesObject } from '../contract/rendered';
import { objectOf, refusalLines } from '../testing/server-lines';

const chartRef = { kind: 'OCIRepository', name: 'web' };
const misspelt = objectOf('helm.toolkit.fluxcd.io/v2/HelmRelease', {
  spec: { interval: '1h', chartRef, targetNamepsace: 'x' },
});

describe('a field that Kubernetes does not have', () => {
  const one = objectOf('apps/v1/Deployment', { spec: { replica: 2 } });
  const byRelease = { kind: 'HelmRelease', namespace: 'apps', name: 'web' } as const;
  const kindOf = async (
    objects: readonly KubernetesObject[],
    appliedBy?: Applier,
    fluxVersion = '2.9.1',
  ): Promise<string> =>
    (await refusalLines(objects, { fluxVersion, ...(appliedBy === undefined ? {} : { appliedBy }) }))
      .map((line) => line.split(' ')[0])
      .join();

  test('is refused in a chart, but where the release is not applied on the server', async () => {
    const release = objectOf(
      'helm.toolkit.fluxcd.io/v2/HelmRelease',
      { spec: { interval: '1h', chartRef } },
      { name: 'web' },
    );
    const clientSide = { ...release, spec: { ...(release['spec'] as JsonMap), install: { serverSideApply: false } } };
    expect(await kindOf([release, one], byRelease)).toBe('refused');
    expect(await kindOf([clientSide, one], byRelease)).toBe('dropped-field');
  });

  test.each([
    { fluxVersion: '2.6.4', release: 'dropped-field' },
    { fluxVersion: '2.7.5', release: 'dropped-field' },
    { fluxVersion: '2.8.0', release: 'refused' },
    { fluxVersion: '2.9.1', release: 'refused' },
  ])('Flux $fluxVersion: $release in a chart, whatever the kind', async ({ fluxVersion, release }) => {
    expect(await kindOf([one], byRelease, fluxVersion)).toBe(release);
    expect(await kindOf([misspelt], byRelease, fluxVersion)).toBe(release);
    expect(await kindOf([misspelt], undefined, fluxVersion)).toBe('refused');
  });

  test('names who has no such field', async () => {
    const given = { appliedBy: byRelease, fluxVersion: '2.7.5' };
    const [first] = await refusalLines([one], given);
    expect(first).toContain('spec.replica: Kubernetes has no such field, and it is left out without a word. Did you');
    expect(await refusalLines([misspelt], given)).toEqual([
      'dropped-field spec.targetNamepsace: its kind has no such field, and it is left out without a word. ' +
        'Did you mean "targetNamespace"?.',
    ]);
  });

  test('is refused in kinds that kustomize-controller does not read by their types', async () => {
    const role = objectOf('rbac.authorization.k8s.io/v1/Role', { rule: [] });
    const service = objectOf('apiregistration.k8s.io/v1/APIService', { specs: {} });
    expect(await kindOf([role])).toBe('refused');
    expect(await kindOf([service])).toBe('refused');
  });
});
