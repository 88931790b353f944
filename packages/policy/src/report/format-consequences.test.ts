import { review } from '../review';
import { combine, set, withChange } from '../testing/example-change';
import { x } from '../testing/example-danger';
import { exampleSubject } from '../testing/example-subject';
import { formatConsequences } from './format-consequences';

const claim = x('v1/PersistentVolumeClaim', { spec: { resources: { requests: { storage: '5Gi' } } } });
const cilium = 'HelmRelease flux-system/bp-cilium';

/** What is said of a change of fsn1 in which a claim leaves, and a value of Cilium is another. */
function consequences(notAsked: readonly string[] = []): string {
  const subject = withChange(exampleSubject(), ['fsn1'], set(cilium, ['spec', 'values', 'mtu'], 1400));
  const base = withChange(exampleSubject(), ['fsn1'], combine(claim, set(cilium, ['spec', 'values', 'mtu'], 1500)));
  return formatConsequences(review(subject, { base: { rendered: base.rendered } }), new Set(notAsked));
}

test('a person reads a line a region, then dangers, then every difference', () => {
  expect(consequences()).toBe(`What acme gets, beside its tree as it is:
  fsn1: 1 changed, 1 removed
  hel1: nothing
  nbg1: nothing
Warning: 1 volume leaves or changes (kept-volume)
Rule: No volume leaves, and none becomes another.
  PersistentVolumeClaim dmz/x: it leaves, and its volume of 5Gi with all that is on it
    Save what it holds first, or mark it to stay: prune: disabled, or helm.sh/resource-policy: keep.
    in fsn1 of acme: gitops-out/clusters/acme.example.com/fsn1/kustomization.yaml
Only in fsn1 of acme
  removed PersistentVolumeClaim dmz/x
  changed HelmRelease flux-system/bp-cilium
    spec.values.mtu: 1500 → 1400`);
});

test('releases whose charts nobody asked for are counted, and not told one by one', () => {
  expect(consequences([cilium])).toContain('\n  1 release: what the charts make of it is said with --render.\n');
  expect(consequences([cilium, 'HelmRelease flux-system/bp-loki'])).toContain('\n  2 releases: what the charts make');
});
