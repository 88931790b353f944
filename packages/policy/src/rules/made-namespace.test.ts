import type { Slot } from '@sovereign-fleet/domain';
import type { RenderedObject } from '@sovereign-fleet/renderer';
import type { ReviewedKit } from '../contract/review-subject';
import { add, type ChangeRegion, combine, fail, withChange } from '../testing/example-change';
import { deadChart, findings } from '../testing/example-rows';
import { exampleKit, exampleSubject, kit, release, renderedObject } from '../testing/example-subject';

const map = (namespace: string, by = kit): RenderedObject =>
  renderedObject(by, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', namespace } });
const namespaceOf = (name: string) =>
  renderedObject(release('bp-x'), { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
const helmRelease = (namespace: string, spec: RenderedObject['object'][string]) =>
  renderedObject(kit, {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'bp-x', namespace },
    spec,
  });
const installed: ChangeRegion = (region) => ({
  ...region,
  releases: [...region.releases, ...region.releases.slice(0, 1).map((one) => ({ ...one, name: 'bp-x' }))],
});
const row = (from: Slot['namespace']['from']): Partial<ReviewedKit> => {
  const slot = { number: '60', name: 'bp-x', chart: { version: '1.0.0' }, dependsOn: [] };
  return { slots: [...exampleKit.slots, { ...slot, namespace: { name: 'web', from } }] };
};
const delivered = { web: { namespace: 'web', keys: ['a'], from: 'bootstrap', why: 'a test' } } as const;

const at = (object: string, field: string) =>
  `warning made-namespace fsn1: ${object}, ${field}: nothing in the tree makes the namespace web, and a cluster does ` +
  "not have it from birth. Write from: 'slot' in a row of it; or, if somebody else makes it, { apiVersion: 'v1', " +
  `kind: 'Namespace', metadata: { name: 'web' } } in "standIns" of the kit.`;
const ofMap = at('ConfigMap web/x', 'metadata.namespace');

test.each<{ what: string; change: ChangeRegion; of?: Partial<ReviewedKit>; says: readonly string[] }>([
  { what: 'of two objects is told once', change: add(map('web'), map('web', release('bp-x'))), says: [ofMap] },
  { what: 'that a chart makes', change: add(map('web'), namespaceOf('web')), says: [] },
  { what: 'that is there from birth', change: add(map('kube-system')), says: [] },
  {
    what: 'that the kit says is there',
    change: add(map('web')),
    of: { standIns: [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'web' } }] },
    says: [],
  },
  { what: 'into which Phase 0 delivers', change: add(map('web')), of: { secrets: delivered }, says: [] },
  {
    what: 'into which Flux itself delivers',
    change: add(map('web')),
    of: { secrets: { web: { ...delivered.web, from: 'sops' } } },
    says: [ofMap],
  },
  { what: 'that a chart is said to make, and does not', change: add(map('web')), of: row('chart'), says: [ofMap] },
  {
    what: 'that a chart is said to make, where not all was rendered',
    change: combine(add(map('web')), fail(deadChart)),
    of: row('chart'),
    says: [],
  },
  {
    what: 'that no row is said to make, where not all was rendered',
    change: combine(add(map('web')), fail(deadChart)),
    of: row('elsewhere'),
    says: [ofMap],
  },
  {
    what: 'of a HelmRelease itself',
    change: add(helmRelease('web', {})),
    says: [at('HelmRelease web/bp-x', 'metadata.namespace')],
  },
  {
    what: 'in which Helm keeps a release',
    change: combine(add(helmRelease('flux-system', { storageNamespace: 'web' })), installed),
    says: [at('HelmRelease flux-system/bp-x', 'spec.storageNamespace')],
  },
  {
    what: 'of a release that was not rendered',
    change: add(helmRelease('flux-system', { targetNamespace: 'web' })),
    says: [at('HelmRelease flux-system/bp-x', 'spec.targetNamespace')],
  },
  {
    what: 'of a release that installs nothing',
    change: combine(add(helmRelease('flux-system', { targetNamespace: 'web' })), installed),
    says: [],
  },
  {
    what: 'of another cluster',
    change: add(
      { ...map('web'), cluster: 'Secret flux-system/vc-mgmt' },
      helmRelease('flux-system', { targetNamespace: 'web', kubeConfig: { secretRef: { name: 'a' } } }),
    ),
    says: [],
  },
])('a namespace $what', ({ change, of = {}, says }) => {
  const subject = withChange(exampleSubject(), ['fsn1'], change);
  const found = findings({ ...subject, kit: { ...subject.kit, ...of } });
  const ours = found.filter((text) => text.startsWith('warning made-namespace ') && text.includes('namespace web,'));
  expect(ours.map((text) => text.replace(/ \[[^\]]*\]$/, ''))).toEqual(says);
});
