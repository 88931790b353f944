import { configMap, flux, ids, renderWithKustomize, problemLines } from '../testing/kustomization-tree';
import { withKubectl } from '../testing/real-programs';

withKubectl('with the real kustomize (skipped where no kubectl can be had)', () => {
  const render = renderWithKustomize();

  const add = (key: string, value: string) => JSON.stringify([{ op: 'add', path: `/data/${key}`, value }]);

  const release = (block: string) =>
    [
      'apiVersion: helm.toolkit.fluxcd.io/v2',
      'kind: HelmRelease',
      `metadata: { name: bp-${block}, namespace: flux-system }`,
      'spec:',
      '  interval: 15m',
      `  chartRef: { kind: OCIRepository, name: bp-${block} }`,
      `  values: { ${block}: { enabled: "\${${block.toUpperCase()}_ENABLED}", label: "\${LABEL}" } }`,
      '',
    ].join('\n');

  test('a region in the layout of the compiler shows its gates, its label, its override and its slots', async () => {
    const cluster = 'clusters/made-up.example';
    const gates = 'postBuild: { substitute: { LABEL: hz-fsn-rtz-prod, MGMT_ENABLED: "true", RTZ_ENABLED: "false" } }';
    const override =
      'apiVersion: helm.toolkit.fluxcd.io/v2\n' +
      'kind: HelmRelease\n' +
      'metadata: { name: bp-rtz, namespace: flux-system }\n' +
      'spec: { values: { replicas: 2 } }';
    const bootstrapKit = `resources: [../../bootstrap-kit]\npatches: [{ patch: ${JSON.stringify(override)} }]\n`;
    const state = await render(
      {
        [`${cluster}/fsn1/kustomization.yaml`]: 'resources: [bootstrap-kit.yaml, flux-system]\n',
        [`${cluster}/fsn1/flux-system/kustomization.yaml`]: 'resources: [gotk-sync.yaml]\n',
        [`${cluster}/fsn1/flux-system/gotk-sync.yaml`]: flux('flux-system', `path: ./${cluster}/fsn1`),
        [`${cluster}/fsn1/bootstrap-kit.yaml`]: flux(
          'bootstrap-kit',
          `path: ./${cluster}/fsn1/bootstrap-kit, ${gates}`,
        ),
        [`${cluster}/fsn1/bootstrap-kit/kustomization.yaml`]: bootstrapKit,
        [`${cluster}/bootstrap-kit/kustomization.yaml`]: 'resources: [58-mgmt.yaml, 59-rtz.yaml]\n',
        [`${cluster}/bootstrap-kit/58-mgmt.yaml`]: release('mgmt'),
        [`${cluster}/bootstrap-kit/59-rtz.yaml`]: release('rtz'),
      },
      `${cluster}/fsn1`,
    );
    expect(problemLines(state)).toEqual([]);
    expect(ids(state)).toEqual([
      'HelmRelease flux-system/bp-mgmt',
      'HelmRelease flux-system/bp-rtz',
      'Kustomization flux-system/bootstrap-kit',
      'Kustomization flux-system/flux-system',
    ]);
    const valuesOf = (name: string) =>
      (state.byId.get(`HelmRelease flux-system/${name}`)?.['spec'] as { values: unknown }).values;
    const label = 'hz-fsn-rtz-prod';
    expect(valuesOf('bp-mgmt')).toEqual({ mgmt: { enabled: true, label } });
    expect(valuesOf('bp-rtz')).toEqual({ rtz: { enabled: false, label }, replicas: 2 });
  });

  test('a folder without kustomization.yaml is built of its YAML files, and of folders that have one', async () => {
    const state = await render({
      'entry/a.yaml': configMap('a', 'x: "1"'),
      'entry/notes.md': 'no YAML',
      'entry/deep/b.yml': configMap('b', 'x: "1"'),
      'entry/own/kustomization.yaml': 'resources: [c.yaml]\n',
      'entry/own/c.yaml': configMap('c', 'x: "1"'),
      'entry/own/left-out.yaml': configMap('left-out', 'x: "1"'),
    });
    expect(problemLines(state)).toEqual([]);
    expect(ids(state)).toEqual(['ConfigMap flux-system/a', 'ConfigMap flux-system/b', 'ConfigMap flux-system/c']);
  });

  test('a Kustomization adds namespace, prefix, patches, images and components to those of its folder', async () => {
    const state = await render({
      'entry/apps.yaml': flux(
        'apps',
        [
          'path: ./apps, targetNamespace: there, namePrefix: pre-, nameSuffix: -post, components: [../component]',
          `patches: [{ patch: '${add('patched', 'by-flux')}', target: { kind: ConfigMap } }]`,
          'images: [{ name: app, newTag: "2" }], commonMetadata: { labels: { team: one } }',
        ].join(', '),
      ),
      'apps/kustomization.yaml': 'Resources: [all.yaml]\nIMAGES: [{ name: app, newTag: "1" }]\nNamespace: other\n',
      'apps/all.yaml':
        `${configMap('a', 'x: "1"')}---\n` +
        'apiVersion: v1\n' +
        'kind: Pod\n' +
        'metadata: { name: p }\n' +
        'spec: { containers: [{ name: c, image: "app:0" }] }\n',
      'component/kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1alpha1\n' +
        'kind: Component\n' +
        `patches: [{ patch: '${add('also', 'component')}', target: { kind: ConfigMap } }]\n`,
    });
    expect(problemLines(state)).toEqual([]);
    expect(state.byId.get('ConfigMap there/pre-a-post')).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'pre-a-post', namespace: 'there', labels: { team: 'one' } },
      data: { x: '1', patched: 'by-flux', also: 'component' },
    });
    expect(state.byId.get('Pod there/pre-p-post')?.['spec']).toEqual({ containers: [{ name: 'c', image: 'app:2' }] });
  });

  test('a Kustomization waits for the ConfigMap that another one applies', async () => {
    const from = 'postBuild: { substitute: { B: inline }, substituteFrom: [{ kind: ConfigMap, name: facts }] }';
    const state = await render({
      'entry/1.yaml': flux('first', `path: ./first, ${from}`),
      'entry/2.yaml': flux('second', 'path: ./second'),
      'first/a.yaml': configMap('a', 'x: ${A} ${B}'),
      'second/facts.yaml': configMap('facts', 'A: from\n  B: other'),
    });
    expect(problemLines(state)).toEqual([]);
    expect(state.byId.get('ConfigMap flux-system/a')?.['data']).toEqual({ x: 'from inline' });
  });

  test('a Kustomization that the entry patches is built with the patch, not as its file has it', async () => {
    const operations = JSON.stringify([{ op: 'replace', path: '/spec/path', value: './right' }]);
    const patch = `{ patch: '${operations}', target: { kind: Kustomization } }`;
    const state = await render({
      'entry/kustomization.yaml': `resources: [a.yaml]\npatches: [${patch}]\n`,
      'entry/a.yaml': flux('apps', 'path: ./wrong'),
      'wrong/kustomization.yaml': 'resources: [gone.yaml]\n',
      'right/b.yaml': configMap('b', 'x: "1"'),
    });
    expect(problemLines(state)).toEqual([]);
    expect(ids(state)).toEqual(['ConfigMap flux-system/b', 'Kustomization flux-system/apps']);
  });

  test('the error of a build has the words of kustomize, without our folders', async () => {
    const state = await render({ 'entry/kustomization.yaml': 'resources: [a.yaml]\n', 'entry/a.yaml': 'kind: X\n' });
    expect(problemLines(state)).toEqual([expect.stringMatching(/^failed: entry: error: .*a\.yaml/s)]);
    expect(problemLines(state)[0]).not.toContain('sovereign-fleet-build');
  });

  test('files that .sourceignore, spec.ignore or the list of Flux leave out are not applied', async () => {
    const files = {
      'entry/a.yaml': configMap('a', 'x: "1"'),
      'entry/.github/b.yaml': configMap('b', 'x: "1"'),
      'entry/left-out/c.yaml': configMap('c', 'x: "1"'),
    };
    expect(ids(await render(files))).toEqual(['ConfigMap flux-system/a', 'ConfigMap flux-system/c']);
    const ignoring = { ...files, 'entry/.sourceignore': 'left-out/\n' };
    expect(ids(await render(ignoring))).toEqual(['ConfigMap flux-system/a', 'ConfigMap flux-system/b']);
    const source =
      'apiVersion: source.toolkit.fluxcd.io/v1\n' +
      'kind: GitRepository\n' +
      'metadata: { name: flux-system, namespace: flux-system }\n' +
      'spec: { interval: 1m, url: "https://example.com", ignore: "/entry/a.yaml\\n!/entry/left-out" }\n';
    expect(ids(await render({ ...ignoring, 'entry/source.yaml': source }))).toEqual([
      'ConfigMap flux-system/b',
      'ConfigMap flux-system/c',
      'GitRepository flux-system/flux-system',
    ]);
  });

  const checkedOut = (...paths: readonly string[]) =>
    'apiVersion: source.toolkit.fluxcd.io/v1\n' +
    'kind: GitRepository\n' +
    'metadata: { name: flux-system, namespace: flux-system }\n' +
    `spec: { interval: 1m, url: "https://example.com", sparseCheckout: ${JSON.stringify(paths)} }\n`;

  test('what the GitRepository of the tree does not check out is not there', async () => {
    const files = {
      '.sourceignore': 'a.yaml\n',
      'entry/a.yaml': configMap('a', 'x: "1"'),
      'entry/apps.yaml': flux('apps', 'path: ./apps'),
      'entry/source.yaml': checkedOut('entry/'),
      'apps/b.yaml': configMap('b', 'x: "1"'),
    };
    const state = await render(files);
    expect(problemLines(state)).toEqual([
      'failed: Kustomization flux-system/apps spec.path: the tree has no folder "apps"',
    ]);
    expect(ids(state)).toContain('ConfigMap flux-system/a'); // .sourceignore is not checked out
    const both = await render({ ...files, 'entry/source.yaml': checkedOut('entry/', './apps/') });
    expect(problemLines(both)).toEqual([]);
    expect(ids(both)).toContain('ConfigMap flux-system/b');
  });

  test('a folder to check out that is not there is a problem, since Flux then fetches nothing', async () => {
    const files = { 'entry/a.yaml': configMap('a', 'x: "1"'), 'entry/source.yaml': checkedOut('entry/', 'none') };
    expect(problemLines(await render(files))).toEqual([
      'failed: GitRepository flux-system/flux-system spec.sparseCheckout[1]: the tree has no "none", so that Flux ' +
        'fetches nothing of it',
    ]);
  });

  test('Flux before 2.9 puts nothing for an undeclared variable', async () => {
    const files = {
      'entry/a.yaml': flux('apps', 'path: ./apps, postBuild: { substitute: { A: "1" } }'),
      'apps/a.yaml': configMap('a', 'x: a${B}'),
    };
    const state = await render(files, 'entry', '2.8.0');
    expect(problemLines(state)).toEqual([]);
    expect(state.byId.get('ConfigMap flux-system/a')?.['data']).toEqual({ x: 'a' });
  });
});
