import { textOf } from '../tree/binary-text';
import { configMap, flux, ids, object, pod, problemLines, renderWithKustomize } from '../testing/kustomization-tree';
import { withKubectl } from '../testing/real-programs';

const generated = (name: string) =>
  `configMapGenerator: [{ name: ${name}, namespace: flux-system, literals: [a=1] }]\n` +
  'generatorOptions: { disableNameSuffixHash: true }\n';

withKubectl('what kustomize-controller does around kustomize (skipped where no kubectl can be had)', () => {
  const render = renderWithKustomize();

  test('a kustomization.yaml is read by Go’s rules in its own folder, and completed', async () => {
    const state = await render({
      'entry/root.yaml': flux('root', 'path: ../../entry'),
      'entry/empty.yaml': flux('empty', 'path: ./empty'),
      'empty/kustomization.yaml': '',
      'entry/bare.yaml': flux('bare', 'path: ./bare'),
      'bare/readme.md': 'no YAML',
      'entry/nulls.yaml': flux('nulls', 'path: ../../nulls, buildMetadata: [originAnnotations]'),
      'nulls/kustomization.yaml':
        'resources: [../shared/deep/../b.yaml]\npatches:\nimages: [{ name: app, newTag: 1.10 }]\nresoruces: [gone]\n',
      'shared/b.yaml': pod('b', []),
      'shared/deep/c.yaml': configMap('c', 'x: "1"'),
      'entry/made.yaml': flux('made', 'path: ./made'),
      'made/kustomization.yaml': generated('made'),
      'entry/sub.yaml': flux('sub', 'path: ./sub'),
      'sub/gen/Kustomization': generated('sub'),
      'sub/gen/other.yaml': configMap('left-out', 'x: "1"'),
    });
    expect(problemLines(state)).toEqual([]);
    const origin = (id: string) => state.byId.get(id)?.metadata.annotations?.['config.kubernetes.io/origin'];
    expect(origin('Pod flux-system/b')).toBe('path: ../shared/b.yaml\n');
    expect(origin('ConfigMap flux-system/made')).toContain('configuredIn: kustomization.yaml\n');
    expect(origin('ConfigMap flux-system/sub')).toBeUndefined();
    expect(state.byId.get('Pod flux-system/b')?.['spec']).toMatchObject({ containers: [{ image: 'app:1.1' }] });
    expect(ids(state)).not.toContain('ConfigMap flux-system/left-out');
  });

  test('files that are no text are carried byte for byte, and YAML in another encoding is a problem', async () => {
    const image = textOf(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0xff, 0x00));
    const latin = textOf(Uint8Array.of(0x61, 0x3a, 0xfc));
    const state = await render({
      'entry/archive.tar': image,
      'entry/bin.yaml': flux('bin', 'path: ./bin, postBuild: { substitute: { A: b } }'),
      'bin/kustomization.yaml':
        'configMapGenerator: [{ name: made, files: [logo.bin, plain.txt, k=latin] }]\n' +
        'secretGenerator: [{ name: made, files: [latin] }]\nnamespace: flux-system\n' +
        'generatorOptions: { disableNameSuffixHash: true }\n',
      'bin/logo.bin': image,
      'bin/latin': latin,
      'bin/plain.txt': 'ü',
      'entry/latin.yaml': flux('latin', 'path: ./latin'),
      'latin/beside.yaml': configMap('beside', 'x: "1"'),
      'latin/latin.yaml': latin,
      'entry/named.yaml': flux('named', 'path: ./named'),
      'named/kustomization.yaml': latin,
    });
    expect(problemLines(state)).toEqual([
      'failed: Kustomization flux-system/latin spec.path: error: accumulating resources: accumulating resources from ' +
        "'./latin.yaml': MalformedYAMLError: yaml: invalid leading UTF-8 octet in File: ./latin.yaml",
      'failed: Kustomization flux-system/named spec.path: named/kustomization.yaml: yaml: invalid leading UTF-8 octet',
    ]);
    expect(state.byId.get('ConfigMap flux-system/made')).toMatchObject({
      data: { 'plain.txt': 'ü' },
      binaryData: { 'logo.bin': 'iVBOR/8A', k: 'YTr8' },
    });
    expect(state.byId.get('Secret flux-system/made')).toMatchObject({ data: { latin: 'YTr8' } });
  });

  test('images of a Kustomization are merged into those of its folder since Flux 2.9.3', async () => {
    const files = {
      'entry/apps.yaml': flux(
        'apps',
        'path: ./apps, images: [{ name: app, newName: mirror/app }, { name: db, digest: "sha256:1" }]',
      ),
      'apps/kustomization.yaml':
        'resources: [a.yaml]\nimages: [{ name: app, newTag: "2" }, { name: db, newName: mirror/db, newTag: "3" }]\n',
      'apps/a.yaml': object('v1 Pod', {
        spec: {
          containers: [
            { name: 'a', image: 'app:1' },
            { name: 'b', image: 'db:1' },
          ],
        },
      }),
    };
    const images = async (fluxVersion: string) =>
      (await render(files, 'entry', fluxVersion)).byId.get('Pod flux-system/x')?.['spec'];
    expect(await images('2.9.3')).toEqual({
      containers: [
        { name: 'a', image: 'mirror/app:2' },
        { name: 'b', image: 'mirror/db@sha256:1' },
      ],
    });
    expect(await images('2.9.2')).toEqual({
      containers: [
        { name: 'a', image: 'mirror/app:1' },
        { name: 'b', image: 'db@sha256:1' },
      ],
    });
  });

  test('what Flux leaves alone, leaves out or loses without a word is told', async () => {
    const state = await render({
      'entry/apps.yaml': flux(
        'apps',
        'path: ./apps, postBuild: { substitute: { N: "1", EMPTY: "" } }, commonMetadata: { annotations: { a: b } }',
      ),
      'apps/off.yaml':
        object(
          'v1 ConfigMap',
          {},
          { name: 'off', annotations: { 'kustomize.toolkit.fluxcd.io/reconcile': 'Disabled' } },
        ) +
        '---\n' +
        object('v1 ConfigMap', {}, { name: 'ignored', labels: { 'kustomize.toolkit.fluxcd.io/ssa': 'ignore' } }),
      'apps/number.yaml': object('v1 ConfigMap', {}, { name: '${N}' }),
      'apps/null.yaml': object('v1 Secret', {}, { name: '${EMPTY}' }),
      'apps/config.yaml': object('kustomize.config.k8s.io/v1 kustomization', {}, { name: 'config' }),
      'apps/labels.yaml': object(
        'v1 ConfigMap',
        { data: {} },
        { name: 'lost', labels: { a: '${N}', b: 'c' }, annotations: { d: '${N}' } },
      ),
      'apps/secret.yaml': object(
        'v1 Secret',
        { stringData: { k: 'v' }, stringdata: { l: 'w' }, status: {} },
        { name: 'plain' },
      ),
    });
    expect([...problemLines(state)].sort()).toEqual([
      'dropped-field: Secret flux-system/plain stringdata: Kubernetes has no such field, and it is left out ' +
        'without a word',
      'dropped: ConfigMap flux-system/${N} metadata.name: it is a number, so Flux leaves the object out without a ' +
        'word and applies the rest',
      'dropped: ConfigMap flux-system/lost metadata.annotations.d: the annotation d is a number and not text, so ' +
        'that Flux loses all annotations of the object without a word',
      'dropped: ConfigMap flux-system/lost metadata.labels.a: the label a is a number and not text, so that ' +
        'Flux loses all labels of the object without a word',
      'dropped: Secret flux-system/${EMPTY} metadata.name: it is a null, so Flux leaves the object out without a ' +
        'word and applies the rest',
      'dropped: kustomization config kind: it is a configuration of kustomize, which Flux leaves out without a word',
      'excluded: ConfigMap flux-system/ignored metadata: it has kustomize.toolkit.fluxcd.io/ssa: Ignore, so that ' +
        'Flux does not apply it',
      'excluded: ConfigMap flux-system/off metadata: it has kustomize.toolkit.fluxcd.io/reconcile: disabled, so that ' +
        'Flux does not apply it',
    ]);
    expect(ids(state)).toEqual([
      'ConfigMap flux-system/lost',
      'Kustomization flux-system/apps',
      'Secret flux-system/plain',
    ]);
    expect(state.byId.get('ConfigMap flux-system/lost')?.metadata).toEqual({
      name: 'lost',
      namespace: 'flux-system',
      annotations: { a: 'b' },
    });
    expect(state.byId.get('Secret flux-system/plain')?.['data']).toEqual({ k: 'dg==' });
  });

  test('a label or an annotation that a variable makes null is empty, and loses no other', async () => {
    const off = { 'kustomize.toolkit.fluxcd.io/reconcile': 'disabled' };
    const nulls = { labels: { a: '${EMPTY}', b: 'c' }, annotations: { a: '${EMPTY}', b: 'c' } };
    const state = await render({
      'entry/apps.yaml': flux('apps', 'path: ./apps, postBuild: { substitute: { EMPTY: "" } }'),
      'apps/a.yaml': object('v1 ConfigMap', {}, nulls),
      'apps/b.yaml': object('example.com/v1 Thing', {}, { ...nulls, annotations: { ...off, a: '${EMPTY}' } }),
    });
    const told = (field: string) =>
      `changed-type: ConfigMap flux-system/x metadata.${field}: "\${EMPTY}" arrives as null`;
    expect(problemLines(state).filter((line) => line.includes('ConfigMap'))).toEqual(
      ['annotations.a', 'labels.a'].map((field) => `${told(field)}, which is not text`),
    );
    expect(problemLines(state).filter((line) => line.startsWith('excluded: Thing'))).toHaveLength(1);
    const texts = { a: '', b: 'c' };
    expect(state.byId.get('ConfigMap flux-system/x')?.metadata).toMatchObject({ labels: texts, annotations: texts });
    expect(state.byId.has('Thing flux-system/x')).toBe(false);
  });

  test('a null annotation of a kind that Flux does not read is empty where there is commonMetadata', async () => {
    const nulls = { annotations: { a: '${EMPTY}' } };
    const spec = 'path: ./apps, postBuild: { substitute: { EMPTY: "" } }';
    const annotationsWith = async (more: string) => {
      const state = await render({
        'entry/apps.yaml': flux('apps', `${spec}${more}`),
        'apps/a.yaml': object('example.com/v1 Thing', {}, nulls),
      });
      return state.byId.get('Thing flux-system/x')?.metadata.annotations;
    };
    expect(await annotationsWith('')).toEqual({ a: null });
    expect(await annotationsWith(', commonMetadata: { labels: { team: a } }')).toEqual({ a: '' });
    expect(await annotationsWith(', commonMetadata: { annotations: { team: a } }')).toEqual({ a: '', team: 'a' });
  });

  test('objects that get one name by substitution fail, and a panic says that no reason will be seen', async () => {
    const state = await render({
      'entry/one.yaml': flux('one', 'path: ./one, postBuild: { substitute: { A: same } }'),
      'one/a.yaml': `${configMap('"${A}"', 'x: "1"')}---\n${configMap('same', 'x: "1"')}`,
      'entry/two.yaml': flux('two', 'path: ./two, postBuild: { substitute: { A: ab } }'),
      'two/a.yaml': configMap('panics', 'x: ${A:1:-1}'),
    });
    expect(problemLines(state)).toEqual([
      'failed: ConfigMap flux-system/${A}: in Replace: id matched 2 resources: after substitution another object is ' +
        'v1 ConfigMap same too',
      expect.stringMatching(
        /^failed: ConfigMap flux-system\/panics: .*Flux panics at it, so that its Kustomization stays/,
      ),
    ]);
  });

  test('an optional source of variables that comes later is used, and one that never settles is told', async () => {
    const from = (name: string) =>
      `postBuild: { substitute: { N: "1" }, substituteFrom: [{ kind: ConfigMap, name: ${name}, optional: true }] }`;
    const state = await render({
      'entry/1.yaml': flux('first', `path: ./first, ${from('late')}`),
      'entry/2.yaml': flux('second', `path: ./second, ${from('later')}`),
      'entry/3.yaml': flux('third', `path: ./third, ${from('none')}`),
      'first/a.yaml': configMap('a', 'x: ${A:=default}'),
      'second/late.yaml': configMap('late', 'A: late ${B:=early}'),
      'third/later.yaml': configMap('later', 'B: later'),
    });
    expect(problemLines(state)).toEqual([]);
    expect(state.byId.get('ConfigMap flux-system/a')?.['data']).toEqual({ x: 'late later' });
    const endless = await render({
      'entry/1.yaml': flux('own', `path: ./own, ${from('own')}`),
      'own/a.yaml': configMap('own', 'A: ${A:=x}x'),
    });
    expect(problemLines(endless)).toEqual([
      'failed: entry spec.postBuild.substituteFrom: its variables from ConfigMaps and Secrets change in each of 10 ' +
        'rounds',
    ]);
  });
});
