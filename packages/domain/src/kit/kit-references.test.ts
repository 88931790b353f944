import { kitMessages, slotA, slotB, slotOf } from '../testing/example-kit';
import type { BootstrapKitRows } from './kit-rows';

const registry = { type: 'oci', url: 'oci://registry.example.com/charts', secret: 'pull' };
const index = { type: 'helm', url: 'https://charts.example.com' };
const pull = { namespace: 'flux-system', keys: ['.dockerconfigjson'], from: 'bootstrap', why: 'pulls the charts' };
const token = { namespace: 'flux-system', keys: ['token'], from: 'bootstrap', why: 'writes DNS records' };

test('slots may share a source, have profiles, and read Secrets and ConfigMaps that are declared', () => {
  const inputs = [
    { kind: 'Secret', name: 'dns', key: 'token', to: 'provider.token' },
    { kind: 'ConfigMap', name: 'zones', key: 'token', to: 'zones[0].name', optional: true },
  ];
  const chart = { source: 'index', name: 'a', version: '1.0.0' };
  expect(
    kitMessages({
      sources: { registry, index },
      secrets: { pull, dns: token },
      configMaps: { zones: token },
      profiles: { waits: { timeout: '15m' }, quick: { timeout: '1m' } },
      slots: [{ ...slotA, inputs, chart, action: { like: 'quick' } }, slotB],
    }),
  ).toEqual([]);
});

test.each<{ what: string; change: Partial<Record<keyof BootstrapKitRows, unknown>>; says: readonly string[] }>([
  {
    what: 'no source',
    change: { sources: {}, secrets: {} },
    says: [
      'sources is {}: no chart can come from nowhere. Write a source, such as ' +
        "{ openova: { type: 'oci', url: 'oci://ghcr.io/openova-io' } }.",
    ],
  },
  {
    what: 'a source that no slot uses',
    change: { sources: { registry, index } },
    says: ['sources is "index": no slot has a chart of it. Take it out.'],
  },
  {
    what: 'a chart of a source that there is not',
    change: { slots: [{ ...slotA, chart: { source: 'regitsry', version: '1.0.0' } }, slotB] },
    says: ['bp-a.chart.source is "regitsry": there is no such source. Did you mean "registry"? Write one of registry.'],
  },
  {
    what: 'a source whose credentials nobody delivers',
    change: { secrets: {} },
    says: [
      'sources.registry.secret is …: "secrets" does not say who delivers "pull" to flux-system. Add it to ' +
        '"secrets".',
    ],
  },
  {
    what: 'credentials of a source that are delivered elsewhere',
    change: { secrets: { pull: { ...pull, namespace: 'dns' } } },
    says: [
      'sources.registry.secret is …: "secrets" does not say who delivers "pull" to flux-system. Add it to ' +
        '"secrets", or write one of pull.',
    ],
  },
  {
    what: 'a Secret that nothing names',
    change: { secrets: { pull, dns: token } },
    says: ['secrets is …: neither a source nor a slot names "dns". Take it out.'],
  },
  {
    what: 'a stand-in with another key than what is delivered',
    change: { sources: { registry }, secrets: { pull: { ...pull, standIn: { '.dockerconfig': '{}' } } } },
    says: [
      'secrets.pull.standIn is …: nobody delivers ".dockerconfig". Did you mean ".dockerconfigjson"? Write one of ' +
        '.dockerconfigjson.',
      'secrets.pull.standIn is …: it has no text for ".dockerconfigjson". Write one.',
    ],
  },
  {
    what: 'a ConfigMap that no slot names',
    change: { configMaps: { zones: token } },
    says: ['configMaps is "zones": no slot names it. Take it out.'],
  },
  {
    what: 'a digest of a chart in an index',
    change: {
      sources: { index },
      secrets: {},
      slots: [{ ...slotA, chart: { version: '1.0.0', digest: `sha256:${'0'.repeat(64)}` } }, slotB],
    },
    says: [`bp-a.chart.digest is "sha256:${'0'.repeat(64)}": a HelmRepository has charts by version alone. Remove it.`],
  },
  {
    what: 'a profile that no slot is like',
    change: { profiles: { waits: {}, quick: {} } },
    says: ['profiles is "quick": no slot is like it. Take it out.'],
  },
  {
    what: 'a slot that is like no profile',
    change: { profiles: { waits: {} }, slots: [{ ...slotA, action: { like: 'wait' } }, slotB] },
    says: ['bp-a.action.like is "wait": there is no such profile. Did you mean "waits"? Write one of waits.'],
  },
  {
    what: 'a profile with an option that Helm does not have',
    change: { profiles: { waits: { install: { disbleWait: true } } } },
    says: ['profiles.waits.install.disbleWait is true: there is no such key. Write "disableWait".'],
  },
  {
    what: 'a profile with an option of another type',
    change: { profiles: { waits: { install: { disableWait: 'yes', remediation: { retries: 1.5 } } } } },
    says: [
      'profiles.waits.install.disableWait is "yes": it must be a boolean. Write true or false.',
      'profiles.waits.install.remediation.retries is 1.5: it must be a whole number. Write a number such as ' +
        '3, or -1 for any number of times.',
    ],
  },
  {
    what: 'a source whose name no object can have',
    change: { sources: { 'Our Charts': { type: 'helm', url: 'https://charts.example.com' } }, secrets: {} },
    says: [
      'sources["Our Charts"] is { type, url }: Kubernetes takes no object of the name "Our Charts". Write a name of ' +
        'a-z, 0-9, "-" and ".", such as "ghcr-pull".',
    ],
  },
  {
    what: 'a profile with an option in the wrong place',
    change: { profiles: { waits: { retries: 3 } } },
    says: [
      'profiles.waits.retries is 3: there is no such key. Remove it; the keys are driftDetection, install, interval, ' +
        'rollback, test, timeout, uninstall, upgrade.',
    ],
  },
  {
    what: 'an input that is not declared',
    change: { slots: [{ ...slotA, inputs: [{ kind: 'Secret', name: 'dns', to: 'a' }] }, slotB] },
    says: [
      'bp-a.inputs[0].name is "dns": "secrets" does not say who delivers "dns" to flux-system. Add it to ' +
        '"secrets", or write one of pull.',
    ],
  },
  {
    what: 'an input in another namespace than the HelmRelease',
    change: {
      secrets: { pull, dns: { ...token, namespace: 'dns' } },
      slots: [{ ...slotA, inputs: [{ kind: 'Secret', name: 'dns', to: 'a' }] }, slotB],
    },
    says: [
      'bp-a.inputs[0].name is "dns": it is in dns, and Flux looks for it in flux-system, where the HelmRelease is. ' +
        'Deliver it to flux-system.',
    ],
  },
  {
    what: 'an input by a key that is not declared',
    change: {
      secrets: { pull, dns: token },
      slots: [{ ...slotA, inputs: [{ kind: 'Secret', name: 'dns', key: 'tokn', to: 'a' }] }, slotB],
    },
    says: ['bp-a.inputs[0].key is "tokn": secrets has no such key for it. Did you mean "token"? Write one of token.'],
  },
  {
    what: 'an input that its values say too',
    change: {
      secrets: { pull, dns: token },
      slots: [{ ...slotA, inputs: [{ kind: 'Secret', name: 'dns', to: 'dns.token' }], values: { dns: 'x' } }, slotB],
    },
    says: ['bp-a.inputs[0].to is "dns.token": the values of the slot say it too. Take it out of one of them.'],
  },
  {
    what: 'an input to a path that Helm does not take',
    change: {
      secrets: { pull, dns: token },
      slots: [{ ...slotA, inputs: [{ kind: 'Secret', name: 'dns', to: 'hosts[x]' }] }, slotB],
    },
    says: [
      'bp-a.inputs[0].to is "hosts[x]": Helm does not take it: error parsing index: strconv.Atoi: parsing "x": ' +
        `invalid syntax. Write a path of Helm's --set, such as "server.hosts[0].name".`,
      'bp-a.inputs[0].to is "hosts[x]": Flux does not take it as a targetPath. Write a path such as ' +
        '"server.hosts[0]".',
    ],
  },
])('a kit with $what is refused', ({ change, says }) => {
  expect(kitMessages(change)).toEqual(says.map((text) => `slots.ts: ${text}`));
});

const ofApps = { ...pull, namespace: 'apps' };
const released = slotOf('03', 'bp-c', {
  release: { namespace: 'apps' },
  inputs: [{ kind: 'Secret', name: 'pull-apps', key: '.dockerconfigjson', to: 'pull' }],
});

test('two Secrets of one name in two namespaces are two rows, of which one says the name', () => {
  const secrets = { pull, 'pull-apps': { ...ofApps, name: 'pull' } };
  expect(kitMessages({ secrets, slots: [slotA, slotB, released] })).toEqual([]);
});

test.each([
  {
    what: 'two rows of one object',
    secrets: { pull, again: { ...pull, name: 'pull' }, 'pull-apps': ofApps },
    says: [
      'secrets is …: neither a source nor a slot names "again". Take it out.',
      'secrets.again is …: row "pull" is Secret flux-system/pull too. Take one of them out, or write another name or ' +
        'namespace.',
    ],
  },
  {
    what: 'a name that Kubernetes does not take',
    secrets: { pull, 'pull-apps': { ...ofApps, name: 'Pull' } },
    says: [
      'secrets["pull-apps"].name is …: Kubernetes takes no such name. Write the name of the object, such as ' +
        '"ghcr-pull"; without it, that is the key of the row.',
    ],
  },
  {
    what: 'an input by the row of another namespace',
    secrets: { pull, 'pull-apps': { ...pull, name: 'other' }, right: { ...ofApps, name: 'other' } },
    says: [
      'bp-c.inputs[0].name is "pull-apps": it is in flux-system, and Flux looks for it in apps, where the ' +
        "HelmRelease is. Write 'right', which is that of apps.",
      'secrets is …: neither a source nor a slot names "right". Take it out.',
    ],
  },
])('rows of objects: $what', ({ secrets, says }) => {
  const messages = kitMessages({ secrets, slots: [slotA, slotB, released] });
  expect(messages).toEqual(says.map((text) => `slots.ts: ${text}`));
});
