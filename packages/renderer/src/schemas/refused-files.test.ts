import { serverTables } from './node';
import { checkedServer } from './object-check';
import { refusedInFiles } from './refused-files';

const server = { kubeVersion: '1.34.0', apiVersions: [], tables: serverTables() };
const linesOf = (files: Readonly<Record<string, string>>) =>
  refusedInFiles(new Map(Object.entries(files)), server).map(({ path, object, field }) => `${path} ${object} ${field}`);
const service = (port: string) =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: a, namespace: b }\nspec: { ports: [{ port: ${port} }] }\n`;

test('files are held to what the server takes, each under its path', () => {
  const wrong = `${service('80')}---\n${service('"80"')}`;
  expect(linesOf({ 'a.yaml': wrong, 'b.yaml': wrong, 'c.yaml': service('80') })).toEqual([
    'a.yaml Service b/a spec.ports[0].port',
    'b.yaml Service b/a spec.ports[0].port',
  ]);
});

test('nothing is known of what comes by substitution, and of what is no object', () => {
  expect(
    linesOf({
      'a.yaml': service('${PORT}'),
      'kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]\n',
      'no.yaml': '{',
    }),
  ).toEqual([]);
});

test('a CustomResourceDefinition among them says what its kind is', () => {
  const schema = '{ type: object, properties: { spec: { type: object, properties: { size: { type: integer } } } } }';
  const crd = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: things.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { kind: Thing, plural: things }
  versions: [{ name: v1, served: true, storage: true, schema: { openAPIV3Schema: ${schema} } }]
`;
  const thing = 'apiVersion: example.com/v1\nkind: Thing\nmetadata: { name: a, namespace: b }\nspec: { sise: 1 }\n';
  expect(linesOf({ 'a.yaml': thing })).toEqual([]);
  expect(linesOf({ 'a.yaml': thing, 'crd.yaml': crd })).toEqual(['a.yaml Thing b/a spec.sise']);
});

test('an answer without patterns and rules is not taken for one with them', async () => {
  const { checks } = checkedServer({ ...server, fluxVersion: '2.9.0' });
  const object = {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata: { name: 'a', namespace: 'b' },
    spec: { url: 'ftp://example.com', interval: '1m' },
  };
  expect(checks.plainlyHaving([object])(object).violations).toEqual([]);
  expect((await checks.having([object]))(object).violations).toMatchObject([{ path: ['spec', 'url'] }]);
});
