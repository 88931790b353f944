import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubernetesObject, RenderedObject } from '@sovereign-fleet/renderer';
import { parseAllDocuments } from 'yaml';
import { formatFinding } from '../contract/finding';
import { exampleSubject, mirror, release, renderedObject } from '../testing/example-subject';
import { review } from '../review';
import type { ReviewSubject } from '../contract/review-subject';

// What the real chart of vcluster makes; it is beside the project, and only there.
const file = join(__dirname, '../../../../../shared/vcluster-0.20.0/rendered-full-on.yaml');
const there = existsSync(file);
const testReal = there ? test : test.skip;

/** The made-up Sovereign with the real objects of the mgmt vCluster in place of its own. */
function realSubject(change: (text: string) => string): ReviewSubject {
  const documents = parseAllDocuments(change(readFileSync(file, 'utf8')));
  const real = documents.map((document): RenderedObject => {
    // Helm printed them: each is an object of Kubernetes.
    return renderedObject(release('bp-mgmt-vcluster'), document.toJS() as KubernetesObject);
  });
  const subject = exampleSubject();
  const regions = subject.rendered.regions.map((region) => {
    if (region.region !== 'fsn1') return region;
    const others = region.objects.filter(({ appliedBy }) => appliedBy.name !== 'bp-mgmt-vcluster');
    return { ...region, objects: [...others, ...real] };
  });
  return { ...subject, rendered: { ...subject.rendered, regions } };
}

/** What the seed has wrong, put right. */
function mend(text: string): string {
  return text
    .replaceAll('"registry.k8s.io/', `"${mirror}/proxy-k8s/`)
    .replaceAll('hz-nbg-rtz-prod', 'hz-fsn-rtz-prod')
    .replace('  name: mgmt\n', '  name: mgmt\n  annotations:\n    helm.sh/resource-policy: keep\n');
}

const title = there ? 'the real vcluster 0.20.0' : 'the real vcluster 0.20.0 (skipped: ../shared is not there)';
const set = 'StatefulSet mgmt/mgmt-vcluster, spec.template.spec';

describe(title, () => {
  testReal(
    'of the seed, two images stay on public registries, the label is of another region, and the Namespace is not kept',
    () => {
      const found = review(realSubject((text) => text)).findings.map(
        (one) => `${one.rule} ${one.region}: ${formatFinding(one)}`,
      );
      const from = (index: number, image: string) =>
        `mirrored-image fsn1: ${set}.initContainers[${index}].image: the image "${image}" comes from ` +
        `registry.k8s.io. Take it through ${mirror}, such as ${mirror}/proxy-….`;
      expect(found).toEqual([
        `canonical-region-label fsn1: ${set}.nodeSelector["openova.io/region"]: it is "hz-nbg-rtz-prod", ` +
          'and the nodes of the region carry "hz-fsn-rtz-prod": no pod would start. Write ' +
          `\${SOVEREIGN_REGION_CANONICAL_LABEL} in the slot.`,
        from(1, 'registry.k8s.io/kube-controller-manager:v1.30.2'),
        from(2, 'registry.k8s.io/kube-apiserver:v1.30.2'),
        'kept-namespace fsn1: Namespace mgmt: HelmRelease flux-system/bp-mgmt-vcluster has ' +
          'targetNamespace mgmt, and an uninstall would delete the Namespace with all that is in it. ' +
          'Annotate it helm.sh/resource-policy: keep, or declare it in the slot.',
      ]);
    },
  );

  testReal('mended, it passes: A4 sees its StatefulSet, and nodePort 0 is no port', () => {
    expect(review(realSubject(mend)).findings).toEqual([]);
  });

  testReal.each(['release: mgmt-vcluster', 'statefulset.kubernetes.io/pod-name: mgmt-vcluster-0'])(
    'a door beside it that selects its pods by %s leads to the API server',
    (selector) => {
      const head = 'apiVersion: v1\nkind: Service\nmetadata: { name: door, namespace: mgmt }';
      const door = `---\n${head}\nspec: { type: NodePort, selector: { ${selector} }, ports: [{ port: 443 }] }\n`;
      const found = review(realSubject((text) => `${mend(text)}\n${door}`)).findings.map(formatFinding);
      expect(found).toEqual([
        'Service mgmt/door, spec.type: a Service of type NodePort opens a port of every node to the API ' +
          'server. Leave the port to the cluster: a Service of type ClusterIP, reached through the mesh or ' +
          'a gateway.',
      ]);
    },
  );

  testReal('stopped, it is no vCluster that runs', () => {
    const stopped = realSubject((text) => mend(text).replace('\n  replicas: 1\n', '\n  replicas: 0\n'));
    expect(review(stopped).findings.map(formatFinding)).toEqual([
      'StatefulSet mgmt/mgmt-vcluster, spec.replicas: it is the mgmt vCluster, and with 0 replicas it ' +
        'does not run. Give it one or more: the role asks for it.',
    ]);
  });
});
