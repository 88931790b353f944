import { flux, ids, object, problemLines, renderWithKustomize } from '../testing/kustomization-tree';
import { withKubectl } from '../testing/real-programs';

withKubectl('large trees (skipped where no kubectl can be had)', () => {
  const render = renderWithKustomize();

  test('50 objects of 2.9 MB are rendered', async () => {
    const large = object('example.com/v1 Large', { spec: '0123456789abcde '.repeat(2.9e6 / 16) }, { name: 'NAME' });
    const names = Array.from({ length: 50 }, (_, index) => `m${index}`);
    const state = await render({
      'entry/large.yaml': flux('large', 'path: ./large'),
      ...Object.fromEntries(names.map((name) => [`large/${name}.yaml`, large.replace('NAME', name)])),
    });
    expect(problemLines(state)).toEqual([]);
    expect(ids(state)).toEqual(expect.arrayContaining(names.map((name) => `Large flux-system/${name}`)));
  });
});
