import type { JsonMap } from '@sovereign-fleet/domain';
import type { ReviewSubject } from '../contract/review-subject';
import { add, withChange } from '../testing/example-change';
import { entry, findings } from '../testing/example-rows';
import { exampleSubject, kit, renderedObject } from '../testing/example-subject';

const source = (spec: JsonMap, name = 'charts') =>
  renderedObject(kit, {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: name === 'flux-system' ? 'GitRepository' : 'OCIRepository',
    metadata: { name, namespace: 'flux-system' },
    spec,
  });
const pulled = (url: string) => source({ url, secretRef: { name: 'pull' }, ref: { tag: '1.0.0' } });
const quay = pulled('oci://quay.io/a/b');

type Secrets = NonNullable<ReviewSubject['kit']['secrets']>;
const pull = { namespace: 'flux-system', keys: ['.dockerconfigjson'], from: 'bootstrap', why: 'pulls' } as const;

function foundOf(object: ReturnType<typeof source>, secrets: Secrets, said: Partial<ReviewSubject> = {}) {
  const subject = { ...exampleSubject(), ...said };
  const changed = withChange({ ...subject, kit: { ...subject.kit, secrets } }, ['fsn1'], add(object));
  return findings(changed);
}

const at = 'warning covered-registry fsn1: OCIRepository flux-system/charts, spec.secretRef.name:';
const write = `Write registries: ['quay.io'] in "secrets" of the kit once it is in the Secret. [${entry}]`;

test.each<{ what: string; secret: Secrets['']; found: readonly string[] }>([
  { what: 'has it', secret: { ...pull, registries: ['ghcr.io', 'quay.io'] }, found: [] },
  { what: 'is of user and password', secret: { ...pull, keys: ['username', 'password'] }, found: [] },
  {
    what: 'has another one',
    secret: { ...pull, registries: ['ghcr.io', 'quay.io:5000'] },
    found: [`${at} the Secret pull has ghcr.io, quay.io:5000, and not quay.io. ${write}`],
  },
  {
    what: 'is said to have none',
    secret: pull,
    found: [
      `${at} the kit does not say which registries the Secret pull has, and quay.io is to be one of them. ${write}`,
    ],
  },
])('covered-registry: a registry whose Secret $what', ({ secret, found }) => {
  expect(foundOf(quay, { pull: secret })).toEqual(found);
});

test('brought-secret: the Secret of a source, but not that of the tree itself', () => {
  expect(foundOf(quay, {})).toEqual([
    'warning brought-secret fsn1: OCIRepository flux-system/charts: it needs the Secret flux-system/pull, which ' +
      'nothing in the tree makes and no kit declares. Declare it in "secrets" of the kit, with who delivers it, or ' +
      `make it optional. [${entry}]`,
  ]);
  expect(foundOf(source({ secretRef: { name: 'flux-system' } }, 'flux-system'), {})).toEqual([]);
});

const part = { 'app.kubernetes.io/part-of': 'flux', 'app.kubernetes.io/version': 'v2.8.1' };
const controller = renderedObject(kit, {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'source-controller', namespace: 'flux-system', labels: part },
});
const instanceOf = (version: string) =>
  renderedObject(kit, {
    apiVersion: 'fluxcd.controlplane.io/v1',
    kind: 'FluxInstance',
    metadata: { name: 'flux', namespace: 'flux-system' },
    spec: { distribution: { version } },
  });
const plan = renderedObject(kit, {
  apiVersion: 'upgrade.cattle.io/v1',
  kind: 'Plan',
  metadata: { name: 'server', namespace: 'system-upgrade' },
  spec: { version: 'v1.35.2+k3s1' },
});

test.each([
  { what: 'the Flux of the record', object: controller, said: { fluxVersion: '2.8.4' }, found: undefined },
  {
    what: 'another Flux',
    object: controller,
    said: { fluxVersion: '2.9.1' },
    found:
      'Deployment flux-system/source-controller, metadata.labels["app.kubernetes.io/version"]: it brings Flux ' +
      "v2.8.1, and the record says 2.9.1. Write fluxVersion: '2.8.1', or change the version.",
  },
  {
    what: 'a Flux that the operator installs',
    object: instanceOf('2.8.1'),
    said: {},
    found:
      'FluxInstance flux-system/flux, spec.distribution.version: it brings Flux 2.8.1, and the record says none. ' +
      "Write fluxVersion: '2.8.1', or change the version.",
  },
  { what: 'a range of Flux', object: instanceOf('2.x'), said: {}, found: undefined },
  {
    what: 'another Kubernetes',
    object: plan,
    said: { kubeVersion: '1.34.1' },
    found:
      'Plan system-upgrade/server, spec.version: it brings Kubernetes v1.35.2+k3s1, and the record says 1.34.1. ' +
      "Write kubeVersion: '1.35.2', or change the version.",
  },
])('agreed-version: $what', ({ object, said, found }) => {
  const wanted = found === undefined ? [] : [`warning agreed-version fsn1: ${found} [${entry}]`];
  expect(foundOf(object, {}, said)).toEqual(wanted);
});

test.each([
  { fluxVersion: '2.9.1', kubeVersion: '1.33.0', asks: undefined },
  { fluxVersion: '2.9.1', kubeVersion: '1.32.9', asks: 'Flux 2.9.1 asks for 1.33' },
  { fluxVersion: undefined, kubeVersion: '1.31.0', asks: 'Flux of the newest version asks for 1.33' },
  { fluxVersion: '2.6.0', kubeVersion: '1.31.0', asks: undefined },
  { fluxVersion: '2.5.0', kubeVersion: '1.20.0', asks: undefined },
  { fluxVersion: '2.9.1', kubeVersion: undefined, asks: undefined },
])('supported-kubernetes: Flux $fluxVersion and Kubernetes $kubeVersion', ({ asks, ...said }) => {
  const found = findings({ ...exampleSubject(), ...said });
  expect(found.map((text) => /Flux .* asks for 1\.\d+/.exec(text)?.[0])).toEqual(asks === undefined ? [] : [asks]);
});
