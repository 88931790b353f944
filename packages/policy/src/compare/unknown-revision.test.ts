import type { Rendered } from '@sovereign-fleet/renderer';
import { compare } from './compare';

const digest = (letters: string): string => `sha256:${letters.padEnd(64, '0')}`;

/** A region with one object of a chart, whose label has the version. */
function regionWith(revision: string | undefined, label: string, value = 'a'): Rendered {
  const appliedBy = { kind: 'HelmRelease', namespace: 'apps', name: 'web' } as const;
  const metadata = { name: 'web', namespace: 'apps', labels: { 'helm.sh/chart': label } };
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { value } };
  const known = revision === undefined ? {} : { revision };
  const chart = { name: 'web', version: '1.2.3', origin: 'pulled', standIns: [], ...known } as const;
  const release = { namespace: 'apps', name: 'web', releaseName: 'web', targetNamespace: 'apps', chart };
  const objects = [{ appliedBy, namespace: 'apps', object }];
  return { fqdn: 'x.example.com', regions: [{ region: 'fsn1', objects, releases: [release], problems: [] }] };
}

const known = regionWith(digest('0123456789ab'), 'web-1.2.3_0123456789ab');
const label = 'metadata.labels["helm.sh/chart"]';

test.each([
  { what: 'one digest that is not known', after: regionWith('unknown', 'web-1.2.3'), paths: [] },
  { what: 'what else changed', after: regionWith('unknown', 'web-1.2.3', 'b'), paths: ['data.value'] },
  { what: 'another digest', after: regionWith(digest('feed56789abc'), 'web-1.2.3_feed56789abc'), paths: [label] },
  { what: 'a source without a digest', after: regionWith(undefined, 'web-1.2.3'), paths: [label] },
])('$what makes these differences: $paths', ({ after, paths }) => {
  for (const [one, other] of [
    [known, after],
    [after, known],
  ] as const) {
    const changes = compare(one, other).flatMap((region) => region.changes);
    expect(changes.flatMap(({ fields }) => fields.map(({ path }) => path))).toEqual(paths);
  }
});
