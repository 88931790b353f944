import { configMap, flux, ids, object, pod, problemLines, renderWithKustomize } from '../testing/kustomization-tree';
import { withKubectl } from '../testing/real-programs';

const ciphertext = 'ENC[AES256_GCM,data:aaaa,iv:bbbb,tag:cccc,type:str]';
const sops = { version: '3.9.0', mac: ciphertext };

const namespace = object('v1 Namespace', {}, { name: 'n', namespace: undefined });

withKubectl('what keeps a Kustomization away (skipped where no kubectl can be had)', () => {
  const render = renderWithKustomize();

  const refused = '; the API server refuses it, and with it Flux applies nothing more of its Kustomization';

  test.each([
    [
      'an annotation',
      object('v1 ConfigMap', {}, { annotations: { a: '${N}' } }),
      'ConfigMap flux-system/x metadata.annotations.a: it has to be a text, and is 1',
    ],
    [
      'data',
      object('v1 ConfigMap', { data: { a: '${N}' } }),
      'ConfigMap flux-system/x data.a: it has to be a text, and is 1',
    ],
    [
      'a Secret',
      object('v1 Secret', { data: { a: '-' } }),
      'Secret flux-system/x data.a: it has to be a text in base64',
    ],
    [
      'an environment variable',
      pod('x', [{ name: 'A', value: '${N}' }]),
      'Pod flux-system/x spec.containers[0].env[0].value: it has to be a text, and is 1',
    ],
    [
      'a variable twice',
      pod('x', [
        { name: 'A', value: 'b' },
        { name: 'A', value: 'c' },
      ]),
      'Pod flux-system/x spec.containers[0].env[1]: an entry with the same name stands in the list twice ' +
        '(the first is entry 0)',
    ],
    [
      'a port twice',
      object('v1 Service', {
        spec: {
          ports: [
            { port: 1, name: 'a' },
            { port: 1, name: 'b', protocol: 'TCP' },
          ],
        },
      }),
      'Service flux-system/x spec.ports[1]: an entry with the same port and protocol stands in the list twice ' +
        '(the first is entry 0)',
    ],
    [
      'a namespace',
      object('v1 ConfigMap', {}, { namespace: '${N}' }),
      'ConfigMap x metadata.namespace: it has to be a text, and is 1',
    ],
    [
      'a namespace that is a map, which nobody can print',
      object('v1 ConfigMap', {}, { namespace: { toString: [] } }),
      'ConfigMap x metadata.namespace: it has to be a text, and is a map',
    ],
    [
      'a namespace that is null',
      object('v1 ConfigMap', {}, { namespace: null }),
      'ConfigMap x metadata.namespace: it has no namespace, and its kind stands in one',
    ],
    [
      'a size',
      object('v1 PersistentVolumeClaim', { spec: { resources: { requests: { storage: 'much' } } } }),
      'PersistentVolumeClaim flux-system/x spec.resources.requests.storage: it has to be a size such as 500m or 1Gi, ' +
        'and is "much"',
    ],
    [
      'a label',
      object('v1 ConfigMap', {}, { labels: { a: '~' } }),
      'ConfigMap flux-system/x metadata.labels.a: a label cannot hold "~"',
    ],
    [
      'no namespace',
      object('v1 ConfigMap', {}, { namespace: undefined }),
      'ConfigMap x metadata.namespace: it has no namespace, and its kind stands in one',
    ],
    [
      'a field of a kind of Flux that it does not have',
      flux('x', 'path: ./x, wiat: true'),
      'Kustomization flux-system/x spec.wiat: the API server knows no such field',
    ],
    [
      'a patch of a Kustomization that names a file',
      flux('x', 'path: ./x, patches: [{ patch: "", path: /etc/passwd }]'),
      'Kustomization flux-system/x spec.patches[0].path: the API server knows no such field',
    ],
    [
      'a release',
      object('helm.toolkit.fluxcd.io/v2 HelmRelease', {
        spec: { interval: '1m', releaseName: '${N}', chartRef: { kind: 'OCIRepository', name: 'x' } },
      }),
      'HelmRelease flux-system/x spec.releaseName: it has to be a text, and is 1',
    ],
  ])('%s that the API server refuses keeps all of its stage away', async (_, text, problem) => {
    const state = await render({
      'entry/apps.yaml': flux('apps', 'path: ./apps, postBuild: { substitute: { N: "1" } }'),
      'apps/a.yaml': `${configMap('a', 'x: "1"')}---\n${namespace}`,
      'apps/x.yaml': text,
    });
    expect(problemLines(state)).toContain(`refused: ${problem}${refused}`);
    expect(ids(state)).toEqual(['Kustomization flux-system/apps', 'Namespace n']);
  });

  test('a removed API version keeps its Kustomization away, unless the tree brings it', async () => {
    const release = object('helm.toolkit.fluxcd.io/v2beta2 HelmRelease', {
      spec: { interval: '1m', chartRef: { kind: 'OCIRepository', name: 'x' } },
    });
    const files = { 'entry/apps.yaml': flux('apps', 'path: ./apps'), 'apps/a.yaml': release };
    expect(problemLines(await render(files))).toEqual([
      'refused: HelmRelease flux-system/x apiVersion: no matches for kind "HelmRelease" in version ' +
        '"helm.toolkit.fluxcd.io/v2beta2"; the API server refuses it, and with it Flux applies nothing more of its ' +
        'Kustomization',
    ]);
    expect(problemLines(await render(files, 'entry', '2.7.5'))).toEqual([]);
    const served = (version: string) =>
      object(
        'apiextensions.k8s.io/v1 CustomResourceDefinition',
        {
          spec: {
            group: 'helm.toolkit.fluxcd.io',
            names: { kind: 'HelmRelease', plural: 'helmreleases' },
            versions: [{ name: version, served: true }],
          },
        },
        { name: 'helmreleases.helm.toolkit.fluxcd.io', namespace: undefined },
      );
    expect(problemLines(await render({ ...files, 'entry/crd.yaml': served('v2beta2') }))).toEqual([]);
    expect(problemLines(await render({ ...files, 'entry/crd.yaml': served('v2') }, 'entry', '2.7.5'))).toHaveLength(1);
  });

  test('a Secret that SOPS encrypted is refused without spec.decryption, and kept as unknown with it', async () => {
    const secret = object('v1 Secret', { data: { k: ciphertext }, sops });
    const text = object('v1 Secret', { stringData: { k: ciphertext }, sops }, { name: 'y' });
    const left = object(
      'v1 Secret',
      { data: {}, sops },
      { name: 'z', annotations: { 'kustomize.toolkit.fluxcd.io/decrypt': 'disabled' } },
    );
    const files = (more: string) => ({
      'entry/a.yaml': flux('apps', `path: ./apps${more}`),
      'apps/a.yaml': `${secret}---\n${text}---\n${left}`,
    });
    const state = await render(files(''));
    expect(problemLines(state)).toContain(
      'failed: Secret flux-system/x sops: Secret/flux-system/x is SOPS encrypted, configuring decryption is required ' +
        'for this secret to be reconciled',
    );
    expect(ids(state)).toEqual(['Kustomization flux-system/apps']);
    const decrypted = await render(files(', decryption: { provider: sops }'));
    expect(problemLines(decrypted).filter((line) => line.startsWith('failed'))).toEqual([]);
    expect(decrypted.byId.get('Secret flux-system/y')).toMatchObject({ data: { k: ciphertext }, sops });
    const textAlone = await render({ ...files(''), 'apps/a.yaml': text });
    expect(textAlone.byId.get('Secret flux-system/y')?.['data']).toEqual({ k: btoa(ciphertext) });
    expect(problemLines(textAlone)).toEqual([
      'encrypted: Secret flux-system/y stringData: it is encrypted with SOPS in stringData and its Kustomization has ' +
        'no spec.decryption, so that Flux takes its ciphertext for the values and applies it',
    ]);
  });

  test('a Secret that is made of a file which SOPS encrypted has unknown values and an unknown hash', async () => {
    const value = `ENC[AES256_GCM,data:Zm9v,iv:${btoa('0'.repeat(32))},tag:${btoa('0'.repeat(16))},type:str]`;
    const files = (more: string) => ({
      'entry/a.yaml': flux('apps', `path: ./apps${more}`),
      'apps/kustomization.yaml':
        'resources: [pod.yaml]\nnamespace: flux-system\n' +
        'secretGenerator: [{ name: tok, envs: [tok.env] }, { name: file, files: [a.yaml], literals: [open=1] }]\n',
      'apps/pod.yaml': pod('x', [{ name: 'A', valueFrom: { secretKeyRef: { name: 'tok', key: 'token' } } }]),
      'apps/tok.env': `token=${value}\nsops_mac=${value}\nsops_version=3.9.0\n`,
      'apps/a.yaml': `k: ${value}\nsops:\n  mac: ${value}\n`,
    });
    const state = await render(files(', decryption: { provider: sops }'));
    const unknown =
      'it is made of what SOPS encrypted, so that its values are known to Flux alone, and so is the hash in ';
    expect(problemLines(state)).toEqual([
      `encrypted: Secret flux-system/file-unknown data: ${unknown}its name: file-unknown`,
      `encrypted: Secret flux-system/tok-unknown data: ${unknown}its name: tok-unknown`,
    ]);
    expect(state.byId.get('Secret flux-system/tok-unknown')?.['data']).toEqual({ token: value });
    expect(state.byId.get('Secret flux-system/file-unknown')?.['data']).toEqual({ 'a.yaml': value, open: 'MQ==' });
    expect(JSON.stringify(state.byId.get('Pod flux-system/x'))).toContain('"name":"tok-unknown"');
    const ciphertext =
      'it is made of what SOPS encrypted, and its Kustomization has no spec.decryption, so that Flux applies the ' +
      'ciphertext as its values';
    expect(problemLines(await render(files('')))).toEqual([
      expect.stringMatching(`^encrypted: Secret flux-system/file-.{10} data: ${ciphertext}$`),
      expect.stringMatching(`^encrypted: Secret flux-system/tok-.{10} data: ${ciphertext}$`),
    ]);
  });
});
