import { formatFinding } from '../contract/finding';
import { review } from '../review';
import { same, x } from '../testing/example-danger';
import { combine, set, withChange } from '../testing/example-change';
import { exampleSubject, release } from '../testing/example-subject';

const claims = { spec: { volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: {} }] } };

/** How grave a change of a Sovereign is, of which one side may be protected. */
function severities(
  was: Parameters<typeof withChange>[2],
  is: Parameters<typeof withChange>[2],
  sides: readonly string[],
) {
  const subject = withChange(exampleSubject(), ['fsn1'], is);
  const base = {
    rendered: withChange(exampleSubject(), ['fsn1'], was).rendered,
    isProtected: sides.includes('before'),
  };
  const { findings } = review({ ...subject, isProtected: sides.includes('after') }, { base });
  return findings.map((one) => `${one.severity} ${one.rule}`);
}

test.each([
  { what: 'a claim', was: x('v1/PersistentVolumeClaim'), rule: 'kept-volume' },
  { what: 'a StatefulSet with claims', was: x('apps/v1/StatefulSet', claims), rule: 'kept-volume' },
  { what: 'a Namespace', was: x('v1/Namespace'), rule: 'kept-contents' },
])('$what that leaves is an error where the record is protected, before or now', ({ was, rule }) => {
  expect(severities(was, same, [])).toEqual([`warning ${rule}`]);
  for (const sides of [['before'], ['after'], ['before', 'after']]) {
    expect(severities(was, same, sides)).toEqual([`error ${rule}`]);
  }
});

test('what holds no volume may leave', () => {
  expect(severities(x('apps/v1/StatefulSet'), same, ['after'])).toEqual(['warning kept-volume']);
  expect(severities(x('v1/ConfigMap'), same, ['after'])).toEqual([]);
});

test('a person reads that the record is protected, and what comes first', () => {
  const base = { rendered: withChange(exampleSubject(), ['fsn1'], x('v1/PersistentVolumeClaim')).rendered };
  const { findings } = review({ ...exampleSubject(), isProtected: true }, { base });
  expect(findings.map(formatFinding)).toEqual([
    'PersistentVolumeClaim dmz/x: it leaves, and its volume with all that is on it; and the record is protected. ' +
      'Take "protected" out of the record first, in a change of its own.',
  ]);
});

test('a release that is installed anew under another name is an error where it has a volume', () => {
  const renamed = set('HelmRelease flux-system/bp-dmz-vcluster', ['spec', 'releaseName'], 'other');
  const volume = x('apps/v1/StatefulSet', claims, release('bp-dmz-vcluster'));
  expect(severities(same, renamed, ['after'])).toEqual(['warning kept-release']);
  expect(severities(volume, combine(volume, renamed), [])).toContain('warning kept-release');
  expect(severities(volume, combine(volume, renamed), ['after'])).toContain('error kept-release');
});
