import { formatText } from './format-text';
import { formatJson } from './format-json';
import { parseReviewFile } from './parse-json';
import { combine, remove, set, withChange } from '../testing/example-change';
import { exampleSubject } from '../testing/example-subject';
import { review } from '../review';

const subject = exampleSubject();
const base = { rendered: subject.rendered };
const dmz = 'HelmRelease flux-system/bp-dmz-vcluster';

test('what a cluster keeps is told under its own heading, with the reason', () => {
  const gone = combine(remove('Namespace dmz'), remove('Service dmz/dmz-vcluster'), set(dmz, ['spec', 'x'], 1));
  const found = review(withChange(subject, ['fsn1'], gone), { base });
  expect(formatText([found])).toContain(
    [
      'Beside the base: 0 objects added, 1 object removed, 1 object changed in 1 region; 1 object kept by the cluster.',
      '',
      'Kept by the cluster',
      '  it has helm.sh/resource-policy: keep, so Helm leaves it',
      '    in fsn1 of acme',
      '    Namespace dmz',
      '',
      'Only in fsn1 of acme',
      '  removed Service dmz/dmz-vcluster',
      '  changed HelmRelease flux-system/bp-dmz-vcluster',
      '    spec.x: not there → 1',
      '',
    ].join('\n'),
  );
  expect(parseReviewFile('review.json', formatJson([found])).reviews).toEqual([found]);
});

test('a region whose folder leaves removes nothing, and says what to do first', () => {
  const [first, hel1, ...regions] = subject.rendered.regions;
  const rest = { ...subject.rendered, regions: [first, ...regions].flatMap((region) => region ?? []) };
  const text = formatText([review({ ...subject, rendered: rest }, { base })]);
  const count = hel1?.objects.length ?? 0;
  expect(text).toContain(`No object differs from the base; ${count} objects kept by the cluster.`);
  expect(text).toContain(
    `Regions\n  gone in hel1 of acme: ${count} objects stay. Flux deletes nothing, and nobody reads the cluster from ` +
      'here any more: point its Flux at another folder first, or drain the region\n',
  );
  expect(text).toContain(
    '  clusters/acme.example.com/hel1, which the Flux of this region reads, leaves: Flux says that the path is ' +
      'missing, and deletes nothing\n    in hel1 of acme\n    Namespace dmz\n',
  );
  expect(text).toContain('    and 1 more\n');
});

test('an FQDN that changes says so of each region', () => {
  const moved = { ...subject, fqdn: 'new.example.com', rendered: { ...subject.rendered, fqdn: 'new.example.com' } };
  expect(formatText([review(moved, { base })])).toContain(
    '  at another path in 3 regions of acme (fsn1, hel1, nbg1). Flux deletes nothing, and nobody reads the cluster ' +
      'from here any more: point its Flux at another folder first, or drain the region\n',
  );
});
