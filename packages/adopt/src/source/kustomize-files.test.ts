import { filesOfKustomize } from './kustomize-files';

test.each([
  { what: 'a patch', text: 'patches: [{ path: web.yaml }]', files: ['apps/web.yaml'] },
  { what: 'an old patch of another folder', text: 'patchesStrategicMerge: [../b/web.yaml]', files: ['b/web.yaml'] },
  { what: 'a text of a generator', text: 'configMapGenerator: [{ files: [a=b.yaml] }]', files: ['apps/b.yaml'] },
])('$what is a file of kustomize', ({ text, files }) => {
  const found = filesOfKustomize(new Map([['apps/kustomization.yaml', text]]));
  expect([...found]).toEqual(expect.arrayContaining(files));
});

test.each([
  { what: 'a resource', text: 'resources: [web.yaml]' },
  { what: 'a file whose name has the end of another', text: 'patches: [{ path: own-web.yaml }]' },
  { what: 'a file of that name in another folder', text: 'patches: [{ path: ../web.yaml }]' },
  { what: 'a file of a kustomization that is not YAML', text: 'patches: [{ path: web.yaml' },
])('$what is none', ({ text }) => {
  expect(filesOfKustomize(new Map([['apps/kustomization.yaml', text]])).has('apps/web.yaml')).toBe(false);
});
