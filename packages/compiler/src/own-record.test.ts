import { valueOf } from '@sovereign-fleet/domain';
import { compile } from './compile';
import { aws, billing, ownMessages, ownObject, ownParts, pull, rates, resolveOwn } from './testing/own-record';

test.each<{ what: string; own: object; objects?: Parameters<typeof ownMessages>[1]; says: readonly string[] }>([
  { what: 'a slot that nobody needs left out', own: { without: ['bp-backup'] }, says: [] },
  { what: 'a slot of its own', own: { slots: [billing()] }, says: [] },
  {
    what: 'a vCluster that A4 demands',
    own: { without: ['bp-edge'] },
    says: [
      'without[0] is "bp-edge": it makes the dmz vCluster, which A4 has in eu-central-1, a secondary ' +
        'region. Remove it.',
    ],
  },
  {
    what: 'an unknown slot left out',
    own: { without: ['bp-bakcup'] },
    says: [
      'without[0] is "bp-bakcup": the kit has no such slot. Did you mean "bp-backup"? Write one of ' +
        'bp-network, bp-certs, bp-disks-hetzner, bp-disks-aws, bp-storage, bp-backup, bp-audit, bp-lab, ' +
        'bp-edge, bp-proxy.',
    ],
  },
  {
    what: 'its own slot left out',
    own: { without: ['bp-billing'], slots: [billing()] },
    says: ['without[0] is "bp-billing": the kit has no such slot. Take its row out of "slots".'],
  },
  {
    what: 'a slot left out on which others depend',
    own: { without: ['bp-network'] },
    says: [
      'without[0] is "bp-network": slot 02 bp-certs depends on it. Keep bp-network, or leave out ' + 'bp-certs too.',
      'without[0] is "bp-network": slot 05 bp-storage depends on it. Keep bp-network, or leave out ' +
        'bp-storage too.',
    ],
  },
  {
    what: 'all slots of a choice left out',
    own: { without: ['bp-disks-hetzner', 'bp-disks-aws'] },
    says: [
      'without[0] is "bp-disks-hetzner": slot 05 bp-storage depends on one of bp-disks-hetzner, ' +
        'bp-disks-aws. Keep bp-disks-hetzner, or leave out bp-storage too.',
      'without[1] is "bp-disks-aws": slot 05 bp-storage depends on one of bp-disks-hetzner, ' +
        'bp-disks-aws. Keep bp-disks-aws, or leave out bp-storage too.',
    ],
  },
  {
    what: 'a slot left out on which its own depends',
    own: { without: ['bp-storage'], slots: [billing({ dependsOn: ['bp-storage'] })] },
    says: [
      'without[0] is "bp-storage": slot 70 bp-billing depends on it. Keep bp-storage, or take ' +
        'bp-billing out of "slots".',
    ],
  },
  {
    what: 'a slot left out that brings a kind',
    own: { without: ['bp-certs'], slots: [billing()] },
    objects: [
      ownObject({ apiVersion: 'cert-manager.io/v1', kind: 'Issuer', metadata: { name: 'a', namespace: 'billing' } }),
    ],
    says: [
      'sovereigns/acme/slots/70-billing/objects.yaml: object is "Issuer.cert-manager.io billing/a": no ' +
        'slot brings cert-manager.io, and a cluster does not have it from birth. Write brings: ' +
        "['cert-manager.io'] in the row whose chart has its CRDs.",
    ],
  },
  {
    what: 'an override and a version of a slot that it leaves out',
    own: {
      without: ['bp-backup'],
      overrides: { 'bp-backup': { a: 1 } },
      regions: [{ ...aws, role: 'primary', versions: { 'bp-backup': { version: '1.0.1' } } }],
    },
    says: [
      'overrides["bp-backup"] is { a }: "without" leaves slot 06 bp-backup out. Remove it, or take ' +
        'bp-backup out of "without".',
      'regions[0].versions["bp-backup"] is { version }: "without" leaves slot 06 bp-backup out. Remove ' +
        'it, or take bp-backup out of "without".',
    ],
  },
  {
    what: 'a number, a name and a Namespace of the kit',
    own: { slots: [billing({ number: '01', name: 'bp-audit', namespace: { name: 'storage', from: 'slot' } })] },
    says: [
      'bp-audit.number is "01": slot 01 bp-network has this number. Write a number that is free.',
      'bp-audit.name is "bp-audit": slot 07 bp-audit has this name. Write another name.',
      'bp-audit.namespace.name is "storage": slot 05 bp-storage makes this namespace too. Write from: ' +
        "'elsewhere' in one of them.",
    ],
  },
  {
    what: 'a row with an unknown key',
    own: { slots: [billing({ valuse: {} })] },
    says: ['bp-billing.valuse is {}: there is no such key. Write "values".'],
  },
  {
    what: 'an edge to nowhere and an unknown profile',
    own: { slots: [billing({ dependsOn: ['bp-netwrok'], action: { like: 'quik' } })] },
    says: [
      'bp-billing.dependsOn is "bp-netwrok": no slot has this name. Did you mean "bp-network"? Write ' +
        'one of bp-network, bp-certs, bp-disks-hetzner, bp-disks-aws, bp-storage, bp-backup, bp-audit, ' +
        'bp-lab, bp-edge, bp-proxy, bp-billing.',
      'bp-billing.action.like is "quik": there is no such profile. Did you mean "quick"? Write one of ' +
        'waits, quick.',
    ],
  },
  {
    what: 'a row that is empty without a gate',
    own: { slots: [billing({ where: { roles: ['primary'] } })] },
    says: [
      'bp-billing.where is { roles }: the slot is empty in some regions, and no value of its chart ' +
        "says so. Write the path of the value that turns the chart off, such as gate: 'enabled', or off: " +
        "'absent'.",
    ],
  },
  {
    what: 'a source without a type',
    own: {
      slots: [billing({ chart: { source: 'acme', version: '1.0.0' } })],
      sources: { acme: { url: 'oci://harbor.acme.example/charts' } },
    },
    says: ['sources.acme.type is not set: it must be given. Write one of oci, helm.'],
  },
  {
    what: 'a source of the kit with another type',
    own: { sources: { registry: { type: 'helm', url: 'https://harbor.acme.example/charts' } } },
    says: [
      "sources.registry.type is \"helm\": the kit's source of this name is of type 'oci', and its slots " +
        'are written for that. Remove it, or give the source another name.',
    ],
  },
  {
    what: 'a source whose Secret nobody delivers',
    own: { sources: { registry: { url: 'oci://harbor.acme.example/charts', secret: 'acme-pull' } } },
    says: [
      'sources.registry.secret is …: "secrets" does not say who delivers "acme-pull" to flux-system. ' +
        'Add it to "secrets", or write one of pull, proxy-token.',
    ],
  },
  {
    what: 'a row of the kit that would mean another object, and one of an object that the kit has',
    own: {
      slots: [billing({ chart: { source: 'acme', version: '1.0.0' } })],
      sources: { acme: { type: 'helm', url: 'oci://harbor.acme.example/charts', secret: 'acme-pull' } },
      secrets: { pull: { ...pull, name: 'acme' }, 'acme-pull': { ...pull, name: 'proxy-token' } },
    },
    says: [
      'secrets.acme-pull is …: row "proxy-token" is Secret flux-system/proxy-token too. Take one of them out, or ' +
        'write another name or namespace.',
      "secrets.pull.name is …: the kit's row of this key is the Secret pull, and its slots are written for that. " +
        "Write 'pull', or another key.",
    ],
  },
  {
    what: 'a source and a Secret that nothing uses',
    own: {
      sources: { acme: { type: 'oci', url: 'oci://harbor.acme.example/charts' } },
      secrets: { 'acme-pull': pull },
    },
    says: [
      'sources is "acme": no slot has a chart of it. Take it out.',
      'secrets is …: neither a source nor a slot names "acme-pull". Take it out.',
    ],
  },
  {
    what: 'an object in a folder of no row',
    own: {},
    objects: [ownObject({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'network' } })],
    says: [
      'sovereigns/acme/slots/70-billing/objects.yaml: object is "ConfigMap network/a": no slot has the ' +
        'number and the name of its folder. Add the row of its slot.',
    ],
  },
  {
    what: 'an object in a folder of the kit, which the kit has',
    own: { slots: [billing()] },
    objects: [
      ownObject(
        { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'zones', namespace: 'disks-hetzner' } },
        '03-disks-hetzner',
      ),
    ],
    says: [
      'sovereigns/acme/slots/03-disks-hetzner/objects.yaml: object is "ConfigMap disks-hetzner/zones": ' +
        'no slot has the number and the name of its folder. Move it to the folder of its slot: ' +
        '70-billing.',
      'sovereigns/acme/slots/03-disks-hetzner/objects.yaml: object is "ConfigMap disks-hetzner/zones": ' +
        'the kit has this object too. Give it another name.',
    ],
  },
  {
    what: 'a Secret in clear',
    own: { slots: [billing()] },
    objects: [ownObject({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a', namespace: 'billing' } })],
    says: [
      'sovereigns/acme/slots/70-billing/objects.yaml: object is "Secret billing/a": a Secret would ' +
        'stand in Git in clear. Declare it in "secrets" of the kit, with who delivers it.',
    ],
  },
])('a record with $what', ({ own, objects, says }) => {
  expect(ownMessages(own, objects)).toEqual(says);
});

test('the base has each file of the kit alone, whatever a record leaves out or adds', () => {
  const folder = 'clusters/acme.example.com/bootstrap-kit/';
  const filesOf = (record: object) =>
    [...compile([valueOf(resolveOwn(record))])].filter(([path]) => path.startsWith(folder));
  const plain = new Map<string, string>(filesOf({}));
  const others = filesOf(ownParts).filter(([path]) => path !== `${folder}kustomization.yaml`);
  expect(others.length).toBe(plain.size - 2);
  for (const [path, text] of others) expect(text).toBe(plain.get(path));
  expect(others.map(([path]) => path)).not.toContain(`${folder}06-backup.yaml`);
});

test('what a record adds is in own-slots and in overlays, and the region waits for it', () => {
  const tree = compile([valueOf(resolveOwn(ownParts, [rates]))]);
  const paths = [...tree.keys()].filter((path) => path.includes('/own-slots/'));
  expect(paths).toEqual([
    'clusters/acme.example.com/eu-central-1/own-slots/kustomization.yaml',
    'clusters/acme.example.com/fsn1/own-slots/kustomization.yaml',
    'clusters/acme.example.com/own-slots/70-billing.yaml',
    'clusters/acme.example.com/own-slots/kustomization.yaml',
    'clusters/acme.example.com/own-slots/sources.yaml',
  ]);
  expect([...tree.keys()]).toEqual([...tree.keys()].sort());
});
