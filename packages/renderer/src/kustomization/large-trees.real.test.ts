import { configMap, flux, ids, problemLines, renderWithKustomize } from '../testing/kustomization-tree';
import { withKubectl } from '../testing/real-programs';

withKubectl('large trees (skipped where no kubectl can be had)', () => {
  const render = renderWithKustomize();

  test('145 ConfigMaps of 1 MB are rendered', async () => {
    const text = `a: "${'0123456789abcde '.repeat(1e6 / 16)}"`;
    const names = Array.from({ length: 145 }, (_, index) => `m${index}`);
    const state = await render({
      'entry/large.yaml': flux('large', 'path: ./large'),
      ...Object.fromEntries(names.map((name) => [`large/${name}.yaml`, configMap(name, text)])),
    });
    expect(problemLines(state)).toEqual([]);
    expect(ids(state)).toEqual(expect.arrayContaining(names.map((name) => `ConfigMap flux-system/${name}`)));
  });
});
