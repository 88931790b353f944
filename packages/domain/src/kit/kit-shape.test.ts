import { parseBootstrapKit } from './bootstrap-kit';
import type { BootstrapKitRows } from './kit-rows';
import { formatIssue } from '../issue/issue';
import { kitMessages, slotA, slotB, parameters } from '../testing/example-kit';

const slotKeys =
  'number, name, release, chart, installs, namespace, dependsOn, brings, replaces, buildingBlock, kubeConfig, ' +
  'runsIn, where, action, inputs, values, afterHelm, helm';

test.each<{ what: string; change: Partial<Record<keyof BootstrapKitRows | 'zzz', unknown>>; says: string }>([
  {
    what: 'a key of a slot that is like none',
    change: { slots: [{ ...slotA, zzz: 1 }, slotB] },
    says: `slots.ts: bp-a.zzz is 1: there is no such key. Remove it; the keys are ${slotKeys}.`,
  },
  {
    what: 'a misspelt key of a slot',
    change: { slots: [slotA, { ...slotB, valuse: {} }] },
    says: 'slots.ts: bp-b.valuse is {}: there is no such key. Write "values".',
  },
  {
    what: 'a key of a chart that is like none',
    change: { slots: [{ ...slotA, chart: { ...slotA.chart, zzz: 1 } }, slotB] },
    says:
      'slots.ts: bp-a.chart.zzz is 1: there is no such key. Remove it; the keys are source, name, version, ' +
      'digest, range.',
  },
  {
    what: 'a key that is like none',
    change: { zzz: 1 },
    says:
      'slots.ts: zzz is 1: there is no such key. Remove it; the keys are name, sources, profiles, secrets, ' +
      'configMaps, decryption, unfollowed, treeSources, standIns, labels, annotations, parameters, features, slots.',
  },
  {
    what: 'a reason for what is no object',
    change: { unfollowed: { ResourceSet: 'tenants' } },
    says:
      'slots.ts: unfollowed.ResourceSet is "tenants": it names no object. Write its kind, namespace and name: ' +
      "'ResourceSet apps/tenants'.",
  },
  {
    what: 'a source of the tree that is no object',
    change: { treeSources: ['fleet'] },
    says:
      'slots.ts: treeSources[0] is "fleet": it names no object. Write its kind, namespace and name: ' +
      "'OCIRepository flux-system/fleet'.",
  },
  {
    what: 'a stand-in without a name',
    change: { standIns: [{ apiVersion: 'v1', kind: 'Node', metadata: {} }] },
    says: 'slots.ts: standIns[0].metadata.name is not set: it must be given. Write a text.',
  },
  {
    what: 'a role that there is not',
    change: { slots: [{ ...slotA, where: { roles: ['primry'] } }, slotB] },
    says:
      'slots.ts: bp-a.where.roles[0] is "primry": there is no such value. Did you mean "primary"? Write one ' +
      'of primary, secondary.',
  },
  {
    what: 'a part that k3s does not leave out',
    change: { slots: [{ ...slotA, replaces: ['kubeproxy'] }, slotB] },
    says:
      'slots.ts: bp-a.replaces[0] is "kubeproxy": there is no such value. Did you mean "kube-proxy"? Write one of ' +
      'cloud-controller, kube-proxy.',
  },
  {
    what: 'a slot that is none',
    change: { slots: [slotA, null] },
    says:
      "slots.ts: slots[1] is null: it must be an object. Write a row such as { number: '01', name: " +
      "'bp-cilium', … }.",
  },
  {
    what: 'no slots',
    change: { slots: undefined },
    says: "slots.ts: slots is not set: it must be given. Write rows such as { number: '01', name: 'bp-cilium', … }.",
  },
  {
    what: 'a number that is no text',
    change: { slots: [{ ...slotA, number: 1 }, slotB] },
    says: 'slots.ts: bp-a.number is 1: it must be a string. Write the step as "58" or "06a".',
  },
  {
    what: 'values that are no map',
    change: { slots: [{ ...slotA, values: ['x'] }, slotB] },
    says: 'slots.ts: bp-a.values is ["x"]: it must be a map. Write values of the chart, such as { replicas: 2 }.',
  },
  {
    what: 'labels that are none',
    change: { labels: null },
    says: 'slots.ts: labels is null: it must be texts by key. Write { "example.com/tier": "base" }.',
  },
  {
    what: 'a parameter of a misspelt fact',
    change: { parameters: { ...parameters, SOVEREIGN_FQDN: { type: 'string', fact: 'fqn' } } },
    says:
      'slots.ts: parameters.SOVEREIGN_FQDN.fact is "fqn": a region has no such fact. Did you mean ' +
      '"fqdn"? Write one of fqdn, regionKey, regionRole, canonicalLabel, registryMirror, provider, environment, ' +
      'k3sVersion, fluxVersion, regions, peers, meshId, podCidr, serviceCidr.',
  },
  {
    what: 'a parameter of a misspelt type',
    change: { parameters: { ...parameters, SOVEREIGN_FQDN: { type: 'sting', fact: 'fqdn' } } },
    says:
      'slots.ts: parameters.SOVEREIGN_FQDN.type is "sting": there is no such type. Did you mean ' +
      '"string"? Write one of string, number, boolean, list, json.',
  },
  {
    what: 'a parameter that is no declaration',
    change: { parameters: { ...parameters, SOVEREIGN_FQDN: 'fqdn' } },
    says:
      'slots.ts: parameters.SOVEREIGN_FQDN is "fqdn": it is not a declaration. Write { type: ' +
      "'string', fact: 'fqdn' }, { type: 'boolean', enables: 'bp-mgmt-vcluster' }, { type: 'boolean', feature: " +
      "'observability' } or { type: 'number', description: 'replicas of the ingress', layers: ['environment'], " +
      'default: 2 }.',
  },
  {
    what: 'a parameter with a key more',
    change: { parameters: { ...parameters, SOVEREIGN_FQDN: { type: 'string', fact: 'fqdn', default: 'x' } } },
    says:
      'slots.ts: parameters.SOVEREIGN_FQDN.default is "x": there is no such key. Remove it; the ' +
      'keys are type, fact.',
  },
])('a kit that the compiler of TypeScript would refuse, by $what, is refused', ({ change, says }) => {
  expect(kitMessages(change)).toEqual([says]);
});

test('an export that is not a kit is refused', () => {
  const lock = { source: 'lock.yaml', slots: [] };
  const result = parseBootstrapKit({ source: 'slots.ts', rows: undefined, lock });
  expect(result.ok ? [] : result.issues.map(formatIssue)).toEqual([
    "slots.ts: default export is not set: it must be given. Write export default defineKit({ name: 'openova', " +
      'sources: …, parameters, slots: [ … ] }).',
  ]);
});
