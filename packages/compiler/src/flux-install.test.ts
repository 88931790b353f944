import { valueOf } from '@sovereign-fleet/domain';
import { parseYaml } from '@sovereign-fleet/go-text';
import { compile } from './compile';
import { resolveOwn } from './testing/own-record';

const sync = 'clusters/acme.example.com/eu-central-1/flux-system';

interface Applied {
  readonly spec: { readonly images: readonly { readonly name: string; readonly newName: string }[] };
}

test('a tree installs the Flux of its record, with the images of the mirror, and prunes nothing', () => {
  const fluxInstall = { version: '2.9.1', images: 'mirror.example.com/proxy-ghcr/fluxcd' };
  const tree = compile([{ ...valueOf(resolveOwn({})), fluxInstall }]);
  const read = (name: string) => tree.get([...tree.keys()].find((path) => path === `${sync}/${name}`) ?? ('' as never));
  expect(parseYaml(read('kustomization.yaml') ?? '', 'v3')).toMatchObject({
    resources: ['flux.yaml', 'gotk-sync.yaml', 'notifications.yaml'],
  });
  const [source, applied] = (read('flux.yaml') ?? '')
    .split(/^---\n/m)
    .slice(1)
    .map((one) => parseYaml(one, 'v3'));
  expect(source).toEqual({
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'OCIRepository',
    metadata: { name: 'flux', namespace: 'flux-system' },
    spec: { interval: '1h', ref: { tag: 'v2.9.1' }, url: 'oci://ghcr.io/fluxcd/flux-manifests' },
  });
  expect(applied).toMatchObject({
    kind: 'Kustomization',
    spec: { path: './', prune: false, sourceRef: { kind: 'OCIRepository', name: 'flux' }, wait: true },
  });
  const { images } = (applied as unknown as Applied).spec; // as above
  expect(images.find(({ name }) => name === 'ghcr.io/fluxcd/helm-controller')).toEqual({
    name: 'ghcr.io/fluxcd/helm-controller',
    newName: 'mirror.example.com/proxy-ghcr/fluxcd/helm-controller',
  });
});
