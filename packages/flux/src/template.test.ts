import fc from 'fast-check';
import { kustomization } from './kustomization';
import { printManifests } from './manifest';
import { template } from './template';

const manifest = (path: `./${string}`, label: string) =>
  kustomization('made-up', {
    interval: '1m',
    path,
    postBuild: { substitute: { LABEL: label } },
    prune: true,
    sourceRef: { kind: 'GitRepository', name: 'flux-system' },
  });

const filled = template((place) => [manifest(place('path'), place('LABEL'))]);

test('a filled template is what would be printed', () => {
  const line = fc.string().map((text) => text.replaceAll(/[\n\r]/g, ' '));
  fc.assert(
    fc.property(line, line, (path, label) => {
      expect(filled({ path: `./${path}`, LABEL: label })).toBe(printManifests([manifest(`./${path}`, label)]));
    }),
  );
});

test('text that looks like a place is filled in as text', () => {
  expect(filled({ path: './PLACE-LABEL-PLACE', LABEL: 'true' })).toBe(
    printManifests([manifest('./PLACE-LABEL-PLACE', 'true')]),
  );
});
