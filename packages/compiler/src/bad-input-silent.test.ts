// Mistakes of kits and records that would do nothing, or something else than they say, and of which no program tells.
import { drop } from '@sovereign-fleet/domain';
import { certs, messagesOf, type Mistake, network, rows, web, withWeb } from './testing/bad-input';

const token = { namespace: 'flux-system', keys: ['token', 'key'], from: 'bootstrap', why: 'opens' };

/** The kit with inputs of bp-web, and a record that says something. */
const withInputs = (inputs: readonly object[], record = {}): Mistake => ({
  kit: { secrets: { ...rows.secrets, token }, slots: [network, certs, { ...web, inputs }] },
  record,
});

const input = { kind: 'Secret', name: 'token', key: 'token', to: 'api.token' };
const block = { where: { roles: ['primary'], off: 'absent' }, buildingBlock: 'mgmt', chart: { version: '1.0.0' } };
const blockOf = (number: string, name: string) => {
  return { ...block, number, name: `bp-${name}`, dependsOn: [], namespace: { name, from: 'slot' } };
};
const map = (data: object, more = {}) => {
  return {
    object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'one', namespace: 'web' }, data, ...more },
  };
};
const inSize = (overrides: unknown): Mistake => ({ record: { parameters: { SIZE: '1Gi' }, overrides } });

const kit = 'kits/platform/kit.ts: ';
const spec = 'sovereigns/acme/sovereign.ts: ';
const own = 'kits/platform/slots/10-web/own.yaml: ';

test.each<{ mistake: string; of: Mistake; says: string }>([
  {
    mistake: 'a placeholder in a key',
    of: withWeb({ values: { ...web.values, 'a-${LEVEL}': 1 } }),
    says:
      `${kit}bp-web.values["a-\${LEVEL}"] is "a-\${LEVEL}": it is a placeholder that nobody fills in. Write ` +
      "use('LEVEL') alone, or text`…${'LEVEL'}…`.",
  },
  {
    mistake: 'a parameter in a key of an object',
    of: map({ 'a-${LEVEL}': 'x', 'b-$${LEVEL}': 'x' }),
    says:
      `${own}object is "ConfigMap web/one": its key a-\${LEVEL} has a parameter, and only a value can. Write the ` +
      'reference into a value, or $${ where you mean the text.',
  },
  {
    mistake: 'a release beside a row that a row makes',
    of: {
      object: {
        apiVersion: 'helm.toolkit.fluxcd.io/v2',
        kind: 'HelmRelease',
        metadata: { name: 'bp-network', namespace: 'flux-system' },
      },
    },
    says:
      `${own}object is "HelmRelease.helm.toolkit.fluxcd.io flux-system/bp-network": slot 01 bp-network makes this ` +
      'release. Remove it, and say in the row what it says.',
  },
  {
    mistake: 'two inputs for one value',
    of: withInputs([input, { ...input, key: 'key' }]),
    says:
      `${kit}bp-web.inputs[1].to is "api.token": an earlier input writes it, and would be lost. Take one of them ` +
      'out.',
  },
  {
    mistake: 'an override of what an input writes',
    of: withInputs([input], inSize({ 'bp-web': { api: { token: 'x', url: 'y' } } }).record),
    says:
      `${spec}overrides["bp-web"].api.token is …: the input from the Secret token writes api.token, and this would ` +
      'go before it. Remove it, or have the kit take the input out.',
  },
  {
    mistake: 'a text in place of the map that an input writes into',
    of: withInputs([input], inSize({ 'bp-web': { api: 'none' } }).record),
    says:
      `${spec}overrides["bp-web"].api is "none": the input from the Secret token writes api.token, and this would ` +
      'go before it. Remove it, or have the kit take the input out.',
  },
  {
    mistake: 'an edge twice',
    of: withWeb({ dependsOn: ['bp-network', 'bp-network'] }),
    says: `${kit}bp-web.dependsOn is "bp-network": it is there twice. Take one of them out.`,
  },
  {
    mistake: 'labels of a Namespace that Helm makes',
    of: withWeb({ namespace: { name: 'web', from: 'helm', labels: { tier: 'a' } } }),
    says:
      `${kit}bp-web.namespace.labels is { tier }: the Namespace is from 'helm', so that nobody writes them. Write ` +
      "from: 'slot', or take them out.",
  },
  {
    mistake: 'a vCluster twice',
    of: { kit: { slots: [network, certs, web, blockOf('20', 'one'), blockOf('21', 'two')] } },
    says: `${kit}bp-two.buildingBlock is "mgmt": slot 20 bp-one makes this vCluster. Take one of them out.`,
  },
  {
    mistake: 'a label of the kit that each slot has',
    of: { kit: { labels: { 'catalyst.openova.io/slot': '1' } } },
    says:
      `${kit}labels["catalyst.openova.io/slot"] is "catalyst.openova.io/slot": each release has that of its slot. ` +
      'Take it out.',
  },
  {
    mistake: 'a parameter without a value',
    of: { record: { parameters: { SIZE: null } } },
    says: `${spec}parameters.SIZE is null: a parameter has a value. Write one, or take the line out.`,
  },
  {
    mistake: 'a slot whose override is dropped',
    of: inSize({ 'bp-network': { a: 1 }, 'bp-web': drop() }),
    says:
      `${spec}overrides["bp-web"] is {}: it must be a map of chart values. Write chart values by slot, such as ` +
      "{ 'bp-cilium': { … } }.",
  },
])('$mistake is refused', ({ of, says }) => {
  expect(messagesOf(of)).toEqual([says]);
});

test('what an input does not write may be said beside it', () => {
  expect(messagesOf(withInputs([input], inSize({ 'bp-web': { api: { url: 'y' } } }).record))).toEqual([]);
});
