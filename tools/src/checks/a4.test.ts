import { type Environment, environments, type RegionSpec, type Tree } from '@sovereign-fleet/domain';
import { parse, parseAllDocuments } from 'yaml';
import { compileSpec, realKit } from './real-kit';

const fqdn = 'acme.example.com';

/** Five regions of four providers, and the label that the naming rule gives each, without its environment. */
const regions = [
  { location: { provider: 'hetzner', key: 'fsn1' }, label: 'hz-fsn-rtz' },
  { location: { provider: 'hetzner', key: 'nbg1' }, label: 'hz-nbg-rtz' },
  { location: { provider: 'aws', key: 'eu-central-1' }, label: 'aws-euc1-rtz' },
  { location: { provider: 'oci', key: 'eu-frankfurt-1' }, label: 'oci-fra-rtz' },
  { location: { provider: 'huawei', key: 'ap-southeast-3' }, label: 'hw-apse-rtz' },
] as const;

function substitutesOf(tree: Tree, key: string): Readonly<Record<string, string>> {
  const [, text] = [...tree].find(([path]) => path === `clusters/${fqdn}/${key}/bootstrap-kit.yaml`) ?? [];
  const object = parseAllDocuments(text ?? '')[0]?.toJS() as {
    spec: { postBuild: { substitute: Record<string, string> } };
  };
  return object.spec.postBuild.substitute;
}

function treeOf(count: number, primary: number, environment: Environment): Tree {
  const chosen = regions
    .slice(0, count)
    .map(({ location }, index): RegionSpec => ({ ...location, role: index === primary ? 'primary' : 'secondary' }));
  return compileSpec({ fqdn, environment, regions: chosen });
}

const cases = [1, 2, 3, 4, 5].flatMap((count) =>
  Array.from({ length: count }, (_, primary) => ({
    count,
    primary,
    environment: environments[(count + primary) % environments.length] ?? 'prod',
  })),
);

test.each(cases)(
  'of $count regions, number $primary being the primary in $environment: A4',
  ({ count, primary, environment }) => {
    const tree = treeOf(count, primary, environment);
    regions.slice(0, count).forEach(({ location: { key }, label }, index) => {
      const isPrimary = index === primary;
      expect(substitutesOf(tree, key)).toMatchObject({
        MGMT_VCLUSTER_ENABLED: isPrimary ? 'true' : 'false',
        DMZ_VCLUSTER_ENABLED: 'true',
        RTZ_VCLUSTER_ENABLED: isPrimary ? 'false' : 'true',
        REGISTRY_MIRROR: 'harbor.openova.io',
        SOVEREIGN_FQDN: fqdn,
        SOVEREIGN_REGION_CANONICAL_LABEL: `${label}-${environment}`,
        SOVEREIGN_REGION_KEY: key,
        SOVEREIGN_REGION_ROLE: isPrimary ? 'primary' : 'secondary',
      });
    });
  },
);

test('the slots read exactly the substitutes that a region sets, without defaults', () => {
  const tree = treeOf(2, 0, 'prod');
  const kit = [...tree].filter(([path]) => path.startsWith(`clusters/${fqdn}/bootstrap-kit/`));
  // Flux halves "$$": behind an odd "$" more a brace is text.
  const read = kit.flatMap(([, text]) => [...text.matchAll(/(?<!\$)(?:\$\$)*\$\{([^}]*)\}/g)].map(([, name]) => name));
  expect([...new Set(read)].sort()).toEqual(Object.keys(substitutesOf(tree, 'fsn1')));
});

test('a substitute for a string or a boolean stays one in the values', () => {
  const tree = treeOf(5, 2, 'prod');
  const { parameters } = realKit();
  for (const { location } of regions) {
    for (const [name, value] of Object.entries(substitutesOf(tree, location.key))) {
      // kustomize-controller parses the object again after it filled the substitute in, and reads YAML 1.1.
      const arrives: unknown = parse(value, { version: '1.1' });
      expect({ name, arrives }).toEqual({
        name,
        arrives: parameters[name]?.type === 'boolean' ? value === 'true' : value,
      });
    }
  }
});

test('every image of the vcluster chart comes through the mirror, also those pulled at run time', () => {
  const tree = treeOf(1, 0, 'prod');
  for (const block of ['dmz', 'mgmt', 'rtz']) {
    const [, text] = [...tree].find(([path]) => path.endsWith(`-${block}-vcluster.yaml`)) ?? [];
    const release = parseAllDocuments(text ?? '')
      .map((document) => document.toJS() as { kind: string; spec: { values: { vcluster: object } } })
      .find(({ kind }) => kind === 'HelmRelease');
    const mirrored = (image: string) => ({
      image: { registry: '${REGISTRY_MIRROR}', repository: expect.stringMatching(`.+/${image}$`) as string },
    });
    const onMirror = expect.stringMatching(/^\$\{REGISTRY_MIRROR\}\/.+:.+$/) as string;
    expect(release?.spec.values.vcluster).toMatchObject({
      controlPlane: {
        statefulSet: mirrored('vcluster'),
        distro: {
          k8s: {
            apiServer: mirrored('kube-apiserver'),
            controllerManager: mirrored('kube-controller-manager'),
            scheduler: mirrored('kube-scheduler'),
          },
        },
        backingStore: { etcd: { deploy: { statefulSet: mirrored('etcd') } } },
        coredns: { deployment: { image: onMirror } },
      },
      sync: { toHost: { pods: { rewriteHosts: { initContainer: { image: onMirror } } } } },
    });
  }
});
