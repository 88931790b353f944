import type { ReviewedKit } from '../contract/review-subject';
import { review } from '../review';
import { exampleKit, exampleSubject } from '../testing/example-subject';
import { formatJson } from './format-json';
import { formatText } from './format-text';
import { parseReviewFile } from './parse-json';

const [first, ...others] = exampleKit.slots;
const noVcluster = exampleKit.slots.filter(({ buildingBlock }) => buildingBlock === undefined);
const object = { apiVersion: 'v1', kind: 'ConfigMap', name: 'a', namespace: 'dmz', isCustom: false, value: {} };

/** What the summary of a review of these Sovereigns says of their kits. */
function notesOf(...kits: readonly Partial<ReviewedKit>[]): readonly string[] {
  const names = ['acme', 'globex', 'initech'];
  const subjects = kits.map((kit, index) => ({ ...exampleSubject(names[index]), kit: { ...exampleKit, ...kit } }));
  const text = formatText(subjects.map((subject) => review(subject)));
  return text.split('\n').filter((line) => line.includes(' kit '));
}

const a4 = (kit: string) =>
  `A4 (blocks-of-role) does not apply: no row of the kit ${kit} makes a vCluster (buildingBlock).`;

const fields = { driftDetection: { mode: 'enabled' }, serviceAccountName: 'flux' } as const;

test.each<{ what: string; kits: readonly Partial<ReviewedKit>[]; says: readonly string[] }>([
  { what: 'nothing of a kit with vClusters whose rows say all', kits: [{}], says: [] },
  {
    what: 'once that A4 is not for a kit',
    kits: [{ slots: noVcluster }, { slots: noVcluster }],
    says: [a4('openova')],
  },
  {
    what: 'so of each kit',
    kits: [{ slots: noVcluster }, { name: 'april', slots: noVcluster }, {}],
    says: [a4('openova'), a4('april')],
  },
  {
    what: 'how many objects and fields of a kit are not typed',
    kits: [
      {
        objects: { 'bp-cilium': [object], 'bp-dmz-vcluster': [object, object] },
        slots: [...(first === undefined ? [] : [{ ...first, helm: fields }]), ...others],
      },
    ],
    says: ['Not typed in the kit openova: 3 objects beside its rows, and 2 fields that rows say by helm.'],
  },
  {
    what: 'whose it is where a Sovereign has slots of its own',
    kits: [{ objects: { 'bp-cilium': [object] }, base: { ...exampleKit, slots: others } }],
    says: ['Not typed in the kit openova of acme: 1 object beside its rows, and 0 fields that rows say by helm.'],
  },
  {
    what: 'so where there is one of them',
    kits: [{ objects: { 'bp-cilium': [object] } }],
    says: ['Not typed in the kit openova: 1 object beside its rows, and 0 fields that rows say by helm.'],
  },
])('a review says $what', ({ kits, says }) => {
  expect(notesOf(...kits)).toEqual(says);
});

test('a review says once which programs are not those that a Flux has inside, and its file keeps it', () => {
  const programs = ['Flux 2.9 has Helm 4.2 inside, and Helm 5.0 of PATH renders here'];
  const reviews = ['acme', 'globex'].map((name) => {
    const subject = exampleSubject(name);
    return review({ ...subject, rendered: { ...subject.rendered, programs } });
  });
  expect(
    formatText(reviews)
      .split('\n')
      .filter((line) => line.includes('of PATH')),
  ).toEqual([`${programs.join('')}.`]);
  expect(parseReviewFile('review.json', formatJson(reviews)).reviews.map((one) => one.programs)).toEqual([
    programs,
    programs,
  ]);
});
