import { surprisingChanges } from './surprising-changes';

test('an object is told by the name that it has after substitution', () => {
  const gadget = (name: string, user: string | number) => ({
    apiVersion: 'example.com/v1',
    kind: 'Gadget',
    metadata: { name, namespace: 'apps' },
    spec: { user },
  });
  const postBuild = {
    variables: { APP: 'web', USER: '2000' },
    secretNames: new Set<string>(),
    options: { strict: false, always: false },
  };
  const [told] = surprisingChanges(gadget('${APP}', '${USER}'), gadget('web', 2000), postBuild);
  expect(told).toMatchObject({ object: 'Gadget apps/web', field: 'spec.user' });
});
