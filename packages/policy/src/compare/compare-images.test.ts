import type { Rendered } from '@sovereign-fleet/renderer';
import { compare } from './compare';
import { add, withChange, type ChangeRegion, set } from '../testing/example-change';
import { base, compareFsn1, renderChanged } from '../testing/example-comparison';
import { dmzSet, podSpec } from '../testing/example-rows';
import { exampleSubject, mirror, release, renderedObject } from '../testing/example-subject';

const movedImage = `${mirror}/proxy-ghcr/loft-sh/vcluster:0.20.1`;

test('images and chart versions are listed of themselves', () => {
  const upgrade: ChangeRegion = (region) => ({
    ...set(dmzSet, [...podSpec, 'containers', 0, 'image'], movedImage)(region),
    releases: region.releases.map((one) =>
      one.targetNamespace === 'dmz'
        ? { ...one, chart: { ...one.chart, version: '0.2.0', standIns: ['vcluster 0.20.0+standin'] } }
        : one,
    ),
  });
  const { images, charts } = compareFsn1(base, renderChanged(upgrade));
  expect(charts).toEqual([
    {
      release: 'HelmRelease flux-system/bp-dmz-vcluster',
      before: 'bp-dmz-vcluster 0.1.0',
      after: 'bp-dmz-vcluster 0.2.0 (with the stand-in vcluster 0.20.0+standin)',
    },
  ]);
  // The old one is still there, in the init container.
  expect(images).toEqual([{ object: dmzSet, after: movedImage }]);
});

test('an image that only moved to another field is no other image', () => {
  const reordered = set(dmzSet, [...podSpec, 'initContainers'], []);
  expect(compareFsn1(base, renderChanged(reordered)).images).toEqual([]);
});

describe('images and charts of what moves', () => {
  const image = `${mirror}/proxy-ghcr/loft-sh/moved:1.0.0`;
  const by = (name: string) => release(`bp-${name}`);
  const pod = (name: string, namespace: string, images: readonly string[] = [image]) =>
    renderedObject(by(name), {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace },
      spec: { containers: images.map((one, index) => ({ name: `c${index}`, image: one })) },
    });
  const chart =
    (name: string): ChangeRegion =>
    (region) => ({
      ...region,
      releases: region.releases.flatMap((one) =>
        one.targetNamespace === 'dmz' ? [one, { ...one, name, chart: { ...one.chart, name: 'moved' } }] : [one],
      ),
    });
  const place = (keys: readonly string[], ...changes: readonly ChangeRegion[]) =>
    withChange(exampleSubject(), keys, (region) => changes.reduce((result, change) => change(result), region)).rendered;
  const imagesOf = (was: Rendered, is: Rendered) => compare(was, is).flatMap(({ images }) => images);

  test.each([
    { what: 'into another namespace', is: place(['fsn1'], add(pod('a', 'y'))) },
    { what: 'into another slot, with another name', is: place(['fsn1'], add(pod('b', 'x'))) },
    { what: 'into another region', is: place(['hel1'], add(pod('a', 'x'))) },
    { what: 'into all regions', is: place(['fsn1', 'hel1', 'nbg1'], add(pod('z', 'y'))) },
  ])('an image that moves $what is neither gone nor new', ({ is }) => {
    expect(imagesOf(place(['fsn1'], add(pod('a', 'x'))), is)).toEqual([]);
  });

  test('what moves with another image says both, and an image that nobody else uses is gone', () => {
    const was = place(['fsn1'], add(pod('a', 'x')));
    const newer = `${mirror}/proxy-ghcr/loft-sh/moved:2.0.0`;
    expect(imagesOf(was, place(['hel1'], add(pod('a', 'x', [newer]))))).toEqual([
      { object: 'Pod x/a', before: image },
      { object: 'Pod x/a', after: newer },
    ]);
    expect(imagesOf(was, base)).toEqual([{ object: 'Pod x/a', before: image }]);
    expect(imagesOf(base, was)).toEqual([{ object: 'Pod x/a', after: image }]);
  });

  test('an upgrade of one region says so, though another region has either image', () => {
    const newer = `${mirror}/proxy-ghcr/loft-sh/moved:2.0.0`;
    const both = (fsn1Image: string) =>
      withChange(
        { ...exampleSubject(), rendered: place(['hel1'], add(pod('a', 'x'), pod('b', 'x', [newer]))) },
        ['fsn1'],
        add(pod('a', 'x', [fsn1Image])),
      ).rendered;
    expect(imagesOf(both(image), both(newer))).toEqual([{ object: 'Pod x/a', before: image, after: newer }]);
  });

  test('an image that goes from one object of a region to another, both there before, is neither gone nor new', () => {
    const [was, is] = [
      place(['fsn1'], add(pod('a', 'x', [image, 'docker.io/o:1']), pod('b', 'x', ['docker.io/o:1']))),
      place(['fsn1'], add(pod('a', 'x', ['docker.io/o:1']), pod('b', 'x', ['docker.io/o:1', image]))),
    ];
    expect(imagesOf(was, is)).toEqual([]);
  });

  test('a chart that moves with its release is no other version; one that comes or goes alone is new or gone', () => {
    const charts = (was: Rendered, is: Rendered) => compare(was, is).flatMap((region) => region.charts);
    const [inFsn1, inHel1] = [place(['fsn1'], chart('bp-a')), place(['hel1'], chart('bp-b'))];
    expect(charts(inFsn1, inHel1)).toEqual([]);
    expect(charts(inFsn1, base)).toEqual([{ release: 'HelmRelease flux-system/bp-a', before: 'moved 0.1.0' }]);
    expect(charts(base, inHel1)).toEqual([{ release: 'HelmRelease flux-system/bp-b', after: 'moved 0.1.0' }]);
  });
});
