import { kitMessages, lockA, lockB, slotA, slotB } from '../testing/example-kit';
import type { JsonMap } from '../sovereign/json';
import type { WrittenObject } from '../sovereign/written-object';

const file = 'kits/example/slots/01-a/objects.yaml';
const slots = [{ ...slotA, brings: ['cert-manager.io'] }, slotB];

function writtenObject(value: JsonMap, folder = '01-a'): WrittenObject {
  return { file: `kits/example/slots/${folder}/objects.yaml`, folder, value };
}

function messages(...objects: readonly WrittenObject[]): readonly string[] {
  return kitMessages({ slots }, [lockA, lockB], objects);
}

const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'bp-a' } };
const issuer = { apiVersion: 'cert-manager.io/v1', kind: 'ClusterIssuer', metadata: { name: 'letsencrypt' } };

test('objects of Kubernetes, of what a slot brings, and with references to parameters are taken', () => {
  const data = { fqdn: 'a.${SOVEREIGN_FQDN}', text: '$${HOME} costs $5', none: null };
  expect(messages(writtenObject({ ...configMap, data }), writtenObject(issuer, '02-b'))).toEqual([]);
});

test.each<{ what: string; object: WrittenObject; says: string }>([
  {
    what: 'no object',
    object: writtenObject({ kind: 'ConfigMap', metadata: {} }),
    says: 'object is { kind, metadata }: it has no apiVersion, kind or metadata.name. Write an object of Kubernetes',
  },
  {
    what: 'a Secret',
    object: writtenObject({ ...configMap, kind: 'Secret', data: { key: 'aGk=' } }),
    says:
      'object is "Secret bp-a/a": a Secret would stand in Git in clear. Declare it in "secrets" of the kit, with who ' +
      'delivers it',
  },
  {
    what: 'a kind that no slot brings',
    object: writtenObject({ ...issuer, apiVersion: 'kyverno.io/v1', kind: 'ClusterPolicy' }),
    says:
      'object is "ClusterPolicy.kyverno.io letsencrypt": no slot brings kyverno.io, and a cluster does not have it ' +
      "from birth. Write brings: ['kyverno.io'] in the row whose chart has its CRDs",
  },
  {
    what: 'no namespace',
    object: writtenObject({ ...configMap, metadata: { name: 'a' } }),
    says: 'object is "ConfigMap a": it has no metadata.namespace. Write the namespace',
  },
  {
    what: 'a namespace that nobody makes',
    object: writtenObject({ ...configMap, metadata: { name: 'a', namespace: 'bp-c' } }),
    says:
      'object is "ConfigMap bp-c/a": no slot is installed into bp-c, so that nobody makes it. Did you mean "bp-a"? ' +
      'Write one of bp-a, bp-b, default, flux-system, kube-node-lease, kube-public, kube-system',
  },
  {
    what: 'a reference to nothing',
    object: writtenObject({ ...configMap, data: { fqdn: '${SOVREIGN_FQDN}' } }),
    says:
      'object is "ConfigMap bp-a/a": it refers to SOVREIGN_FQDN, which the kit does not declare. Did you mean ' +
      '"SOVEREIGN_FQDN"? Write one of B_ENABLED, SOVEREIGN_FQDN',
  },
  {
    what: 'a default in place',
    object: writtenObject({ ...configMap, data: { fqdn: '${SOVEREIGN_FQDN:=x}' } }),
    says:
      'object is "ConfigMap bp-a/a": it has ${SOVEREIGN_FQDN:=x}, which Flux would fill in. Write a bare reference ' +
      'such as ${SOVEREIGN_FQDN}, or $${ where you mean the text',
  },
])('a file beside a row with $what is refused', ({ object, says }) => {
  expect(messages(object)).toEqual([`${file}: ${says}.`]);
});

test('an object twice is refused, in whatever version it is', () => {
  const other = { ...issuer, apiVersion: 'cert-manager.io/v1beta1' };
  expect(messages(writtenObject(issuer), writtenObject(other, '02-b'))).toEqual([
    `kits/example/slots/02-b/objects.yaml: object is "ClusterIssuer.cert-manager.io letsencrypt": ${file} has this ` +
      'object too. Remove one of them.',
  ]);
});

test('a Namespace that the row of a slot makes is refused', () => {
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'bp-a' } };
  const making = [{ ...slotA, namespace: { name: 'bp-a', from: 'slot' } }, slotB];
  expect(kitMessages({ slots: making }, [lockA, lockB], [writtenObject(namespace)])).toEqual([
    `${file}: object is "Namespace bp-a": slot 01 bp-a makes this namespace. Remove it, or write from: 'elsewhere' ` +
      'in the row.',
  ]);
});

test('a folder of no slot is refused', () => {
  expect(messages(writtenObject(issuer, '03-a'))).toEqual([
    'kits/example/slots/03-a/objects.yaml: object is "ClusterIssuer.cert-manager.io letsencrypt": no slot has the ' +
      'number and the name of its folder. Move it to the folder of its slot: 01-a, 02-b.',
  ]);
});
