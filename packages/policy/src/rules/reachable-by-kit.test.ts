import { add, withChange } from '../testing/example-change';
import { findings } from '../testing/example-rows';
import { exampleSubject, kit, renderedObject } from '../testing/example-subject';

/** A release into the cluster of a kubeconfig that nothing in the tree brings. */
const guest = renderedObject(kit, {
  apiVersion: 'helm.toolkit.fluxcd.io/v2',
  kind: 'HelmRelease',
  metadata: { name: 'bp-app', namespace: 'flux-system' },
  spec: { targetNamespace: 'apps', kubeConfig: { secretRef: { name: 'edge', key: 'config' } } },
});

test.each([
  { what: 'is delivered where the release is', namespace: 'flux-system', count: 0 },
  { what: 'is delivered elsewhere', namespace: 'dns', count: 1 },
  { what: 'is of another name than the key of its row', namespace: 'flux-system', name: 'other', count: 1 },
])('the kubeconfig of another cluster that the kit says $what', ({ namespace, name, count }) => {
  const edge = { name, namespace, keys: ['config'], from: 'bootstrap', why: 'reaches the edge' } as const;
  const subject = withChange(exampleSubject(), ['fsn1'], add(guest));
  const found = findings({ ...subject, kit: { ...subject.kit, secrets: { edge } } });
  expect(found.filter((text) => text.startsWith('error reachable-vcluster '))).toHaveLength(count);
});
