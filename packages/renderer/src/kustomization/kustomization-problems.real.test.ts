import { configMap, flux, ids, renderWithKustomize, problemLines } from '../testing/kustomization-tree';
import { withKubectl } from '../testing/real-programs';

withKubectl('with the real kustomize (skipped where no kubectl can be had)', () => {
  const render = renderWithKustomize();

  test.each([
    [
      'a missing path',
      { 'entry/a.yaml': flux('apps', 'path: ./nowhere') },
      ['failed: Kustomization flux-system/apps spec.path: the tree has no folder "nowhere"'],
    ],
    [
      'a name that no label holds',
      {
        'entry/a.yaml': flux('a'.repeat(63), 'path: ./apps'),
        'entry/b.yaml': flux('b'.repeat(64), 'path: ./apps'),
        'apps/a.yaml': '',
      },
      [
        `failed: Kustomization flux-system/${'b'.repeat(64)} metadata.name: its name has 64 characters, and ` +
          'Flux writes it into a label of all that it applies, which holds at most 63: the API server refuses ' +
          'that, and nothing is applied',
      ],
    ],
    [
      'a path that would lead out of the tree',
      { 'entry/a.yaml': flux('apps', 'path: ./../../etc') },
      ['failed: Kustomization flux-system/apps spec.path: the tree has no folder "etc"'],
    ],
    [
      'a resource that leads out of the tree',
      {
        'entry/a.yaml': flux('apps', 'path: ./apps'),
        'apps/kustomization.yaml': 'resources: [../../../../etc/passwd]\n',
      },
      [
        'failed: Kustomization flux-system/apps spec.path: apps/kustomization.yaml: ' +
          'resources names "../../../../etc/passwd", which is not in the tree',
      ],
    ],
    [
      'a generator of a file by its absolute path',
      {
        'entry/a.yaml': flux('apps', 'path: ./apps'),
        'apps/kustomization.yaml': 'configMapGenerator: [{ name: stolen, files: [key=/etc/passwd] }]\n',
      },
      [
        'failed: Kustomization flux-system/apps spec.path: apps/kustomization.yaml: ' +
          'files names "key=/etc/passwd", which is not in the tree',
      ],
    ],
    [
      'a generator that merges into nothing, which kustomize names by its place in the memory',
      {
        'entry/a.yaml': flux('apps', 'path: ./apps'),
        'apps/kustomization.yaml': 'configMapGenerator: [{ name: a, behavior: merge, literals: [a=b] }]\n',
      },
      [
        'failed: Kustomization flux-system/apps spec.path: error: merging from generator &{0x… 0x…}: id ' +
          'resid.ResId{Gvk:resid.Gvk{Group:"", Version:"v1", Kind:"ConfigMap", isClusterScoped:false}, Name:"a", ' +
          'Namespace:""} does not exist; cannot merge or replace',
      ],
    ],
    [
      'a transformer in a file that reads a file outside',
      {
        'entry/a.yaml': flux('apps', 'path: ./apps'),
        'apps/kustomization.yaml': 'transformers: [patch.yaml]\n',
        'apps/patch.yaml':
          'apiVersion: builtin\nkind: PatchTransformer\nmetadata: { name: p }\npath: ../../../../../../etc/passwd\n',
      },
      [
        'failed: Kustomization flux-system/apps spec.path: apps/kustomization.yaml: ' +
          'path names "../../../../../../etc/passwd", which is not in the tree',
      ],
    ],
    [
      'a remote base',
      {
        'entry/a.yaml': flux('apps', 'path: ./apps'),
        'apps/kustomization.yaml': 'resources: ["https://example.com/org/repo?ref=main"]\n',
      },
      [
        'not-fetched: Kustomization flux-system/apps spec.path: apps/kustomization.yaml: ' +
          'resources names "https://example.com/org/repo?ref=main", which is not in the tree',
      ],
    ],
    [
      'an undeclared variable',
      {
        'entry/a.yaml': flux('apps', 'path: ./apps, postBuild: { substitute: { A: "1" } }'),
        'apps/a.yaml': configMap('a', 'x: ${B}'),
      },
      [
        'failed: ConfigMap flux-system/a: envsubst error: variable substitution failed: ' +
          'variable not set (strict mode): "B"',
      ],
    ],
    [
      'a cycle',
      {
        'entry/a.yaml': flux('one', 'path: ./one'),
        'one/two.yaml': flux('two', 'path: ./two'),
        'two/one.yaml': flux('one', 'path: ./one'),
      },
      [
        'failed: Kustomization flux-system/one spec.path: it applies itself: ' +
          'Kustomization flux-system/flux-system → Kustomization flux-system/one → ' +
          'Kustomization flux-system/two → Kustomization flux-system/one',
      ],
    ],
    [
      'a cycle under names that grow',
      {
        'entry/a.yaml': flux('apps', 'path: ./apps, postBuild: { substitute: { N: x } }'),
        'apps/k.yaml': flux('"k${N}"', 'path: ./apps, postBuild: { substitute: { N: "x${N}" } }'),
      },
      [
        `failed: Kustomization flux-system/k${'x'.repeat(29)} spec.path: ` +
          'it is more than 30 Kustomizations away from the entry: ' +
          'Kustomization flux-system/flux-system → Kustomization flux-system/apps → ' +
          `Kustomization flux-system/kx → … → Kustomization flux-system/k${'x'.repeat(27)} → ` +
          `Kustomization flux-system/k${'x'.repeat(28)} → Kustomization flux-system/k${'x'.repeat(29)}`,
      ],
    ],
    [
      'a cycle that branches',
      {
        'entry/a.yaml': flux('apps', 'path: ./apps, postBuild: { substitute: { N: x } }'),
        'apps/k.yaml': flux('"k${N}"', 'path: ./apps, postBuild: { substitute: { N: "${N}x" } }'),
        'apps/l.yaml': flux('"l${N}"', 'path: ./apps, postBuild: { substitute: { N: "${N}y" } }'),
      },
      [
        'failed: Kustomization flux-system/lxyyyyyyyy spec.path: ' +
          'the region has more than 1000 Kustomizations; this one came by ' +
          'Kustomization flux-system/flux-system → ' +
          'Kustomization flux-system/apps → Kustomization flux-system/lx → … → ' +
          'Kustomization flux-system/lxyyyyyy → Kustomization flux-system/lxyyyyyyy → ' +
          'Kustomization flux-system/lxyyyyyyyy',
      ],
    ],
    [
      'a value that doubles each time',
      {
        'entry/a.yaml': flux('apps', `path: ./apps, postBuild: { substitute: { N: x, V: ${'v'.repeat(100_000)} } }`),
        'apps/k.yaml': flux('"k${N}"', 'path: ./apps, postBuild: { substitute: { N: "x${N}", V: "${V}${V}" } }'),
      },
      [
        'failed: Kustomization flux-system/k${N}: envsubst error: variable substitution failed: ' +
          'the text would be longer than 3 MiB, which is more than the API server takes',
      ],
    ],
    [
      'another source',
      {
        'entry/a.yaml': flux('apps', 'path: ./apps').replace('name: flux-system }, path', 'name: other }, path'),
      },
      [
        'missing-source: Kustomization flux-system/apps spec.sourceRef: ' +
          'its source GitRepository flux-system/other is not this tree, so what it applies is not known',
      ],
    ],
    [
      'a suspended one',
      { 'entry/a.yaml': flux('apps', 'path: ./apps, suspend: true') },
      ['suspended: Kustomization flux-system/apps spec.suspend: it is suspended, so Flux applies nothing of it'],
    ],
    [
      'one for another cluster',
      { 'entry/a.yaml': flux('apps', 'path: ./apps, kubeConfig: { secretRef: { name: other } }') },
      [
        'other-cluster: Kustomization flux-system/apps spec.kubeConfig: ' +
          'it is applied to the cluster of Secret flux-system/other, which nothing in the tree brings, so it is not ' +
          'known',
      ],
    ],
    [
      'a missing ConfigMap of variables',
      {
        'entry/a.yaml': flux('apps', 'path: ./apps, postBuild: { substituteFrom: [{ kind: ConfigMap, name: facts }] }'),
        'apps/a.yaml': configMap('a', 'x: "1"'),
      },
      [
        'missing-source: Kustomization flux-system/apps spec.postBuild.substituteFrom[0]: ' +
          'substitute from \'ConfigMap/facts\' error: configmaps "facts" not found',
      ],
    ],
    [
      'numbers and booleans where text was',
      {
        'entry/a.yaml': flux('apps', 'path: ./apps, postBuild: { substitute: { N: "1.10", Y: "yes" } }'),
        'apps/a.yaml':
          'apiVersion: example.com/v1\nkind: Gadget\n' +
          'metadata: { name: p, labels: { on: "${Y}" } }\nspec: { n: "${N}" }\n',
      },
      [
        'changed-type: Gadget p spec.n: "${N}" arrives as 1.1, which is not text',
        'dropped: Gadget p metadata.labels.on: the label on is a boolean and not text, so that Flux loses all labels ' +
          'of the object without a word',
      ],
    ],
    [
      'numbers in the values of a slot that are no JSON',
      {
        'entry/a.yaml': flux('apps', 'path: ./apps, postBuild: { substitute: { A: "1.10", B: "3", C: \'["x"]\' } }'),
        'apps/a.yaml':
          'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\n' +
          'metadata: { name: r, namespace: x, labels: { catalyst.openova.io/slot: "01" } }\n' +
          'spec: { interval: 1m, chartRef: { kind: OCIRepository, name: r },\n' +
          '  values: { a: "${A}", b: "${B}", c: "${C}" } }\n',
      },
      ['changed-type: HelmRelease x/r spec.values.a: "${A}" arrives as 1.1, which is not text'],
    ],
  ] as const)(
    'the state lists the problems of the tree: %s',
    async (_, files: Readonly<Record<string, string>>, problems) => {
      const state = await render({ ...files, 'entry/other.yaml': configMap('other', 'x: "1"') });
      expect(problemLines(state)).toEqual(problems);
      expect(ids(state)).toContain('ConfigMap flux-system/other');
    },
  );
});
