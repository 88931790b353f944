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

const external = { namespace: 'bp-a', keys: ['token', 'user'], from: 'external', why: 'a test' };

/** A kit with a Secret that a store outside delivers, and objects beside a row that brings ExternalSecrets. */
function externalMessages(...objects: readonly JsonMap[]): readonly string[] {
  const inputs = [{ kind: 'Secret', name: 'dns', key: 'token', to: 'token' }];
  const rows = [
    { ...slotA, brings: ['external-secrets.io'], release: { name: 'bp-a', namespace: 'bp-a' }, inputs },
    slotB,
  ];
  const pull = { namespace: 'flux-system', keys: ['.dockerconfigjson'], from: 'bootstrap', why: 'pulls the charts' };
  return kitMessages(
    { slots: rows, secrets: { pull, dns: external } },
    [lockA, lockB],
    objects.map((one) => writtenObject(one)),
  );
}

function externalSecret(kind: string, metadata: JsonMap, spec: JsonMap): JsonMap {
  return { apiVersion: 'external-secrets.io/v1', kind, metadata, spec };
}

test.each<{ what: string; object: JsonMap; isRefused: boolean }>([
  {
    what: 'one of its name',
    object: externalSecret('ExternalSecret', { name: 'dns', namespace: 'bp-a' }, {}),
    isRefused: false,
  },
  {
    what: 'one that names it as its target',
    object: externalSecret('ExternalSecret', { name: 'x', namespace: 'bp-a' }, { target: { name: 'dns' } }),
    isRefused: false,
  },
  {
    what: 'one of a cluster',
    object: externalSecret('ClusterExternalSecret', { name: 'x' }, { externalSecretName: 'dns' }),
    isRefused: false,
  },
  {
    what: 'one with another target',
    object: externalSecret('ExternalSecret', { name: 'dns', namespace: 'bp-a' }, { target: { name: 'dsn' } }),
    isRefused: true,
  },
  {
    what: 'one of another namespace',
    object: externalSecret('ExternalSecret', { name: 'dns', namespace: 'default' }, {}),
    isRefused: true,
  },
])('a Secret of a store outside needs an ExternalSecret: $what', ({ object, isRefused }) => {
  const says =
    'slots.ts: secrets.dns.from is …: no ExternalSecret beside a row makes the Secret bp-a/dns. Write ' +
    'kits/example/slots/01-a/dns.yaml with apiVersion: external-secrets.io/v1, kind: ExternalSecret, metadata: { ' +
    'name: dns, namespace: bp-a }, spec: { secretStoreRef: …, target: { name: dns }, data: [{ secretKey: token, ' +
    'remoteRef: { key: … } }, { secretKey: user, remoteRef: { key: … } }] }.';
  expect(externalMessages(object)).toEqual(isRefused ? [says] : []);
});
