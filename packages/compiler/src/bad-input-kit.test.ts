// Every mistake that kits of this kind were found to have, with all that a person reads of it. Those that only a record
// shows are in bad-input-record.test.ts. What is in no record is tested where it is read: a version that a registry
// does not have and a digest left over from another version in generators/src/import/registry.real.test.ts, trees that
// are imported in bad-input.real.test.ts and secrets.real.test.ts beside it, a full disk in generators/src/nx.
import { referencesTo } from '@sovereign-fleet/domain';
import { certs, messagesOf, type Mistake, network, parameters, rows, use, web, withWeb } from './testing/bad-input';

test.each<{ mistake: string; of: Mistake; says: readonly string[] }>([
  {
    mistake: 'a parameter that no row reads',
    of: withWeb({ values: { enabled: use('WEB_ENABLED') } }),
    says: [
      'kits/platform/kit.ts: parameters is "SIZE": no slot uses it. Use it in a slot, or take the ' +
        'declaration out.',
    ],
  },
  {
    mistake: 'a parameter that nobody declares',
    of: withWeb({
      values: { ...web.values, level: referencesTo({ LEVLE: { type: 'string', fact: 'fqdn' } }).use('LEVLE') },
    }),
    says: [
      'kits/platform/kit.ts: parameters is "LEVLE": a slot uses it, and it is not declared. Did you ' +
        'mean "LEVEL"? Write one of CERTS, FQDN, LEVEL, SIZE, WEB_ENABLED.',
    ],
  },
  {
    mistake: 'two defaults',
    of: withWeb({ values: { ...web.values, level: '${LEVEL:=debug}' } }),
    says: [
      'kits/platform/kit.ts: bp-web.values.level is "${LEVEL:=debug}": LEVEL has a default where ' +
        "it is declared, and this is a second one. Write use('LEVEL') alone, or text`…${'LEVEL'}…`.",
    ],
  },
  {
    mistake: 'a placeholder',
    of: withWeb({ namespace: { ...web.namespace, labels: { of: '${FQDN}' } } }),
    says: [
      'kits/platform/kit.ts: bp-web.namespace.labels.of is "${FQDN}": Kubernetes does not take it. ' +
        'Write { "example.com/tier": "base" }.',
      'kits/platform/kit.ts: bp-web.namespace.labels.of is "${FQDN}": it is a placeholder that ' +
        "nobody fills in. Write use('FQDN') alone, or text`…${'FQDN'}…`.",
    ],
  },
  {
    mistake: 'a label that arrives as a boolean, since quotes are gone before Flux substitutes',
    of: withWeb({ namespace: { ...web.namespace, labels: { on: use('CERTS') } } }),
    says: [
      'kits/platform/kit.ts: bp-web.namespace.labels.on is "CERTS": a boolean alone arrives as a ' +
        'boolean, and not as text. Read a parameter that is a string.',
    ],
  },
  {
    mistake: 'a default that names a customer',
    of: { kit: { parameters: { ...parameters, LEVEL: { ...parameters.LEVEL, default: 'log.globex.example.org' } } } },
    says: [
      'kits/platform/kit.ts: parameters.LEVEL.default is "log.globex.example.org": it names the host ' +
        'log.globex.example.org, and a default is for every Sovereign of the kit. Take the default out, ' +
        'and say the value in a layer.',
    ],
  },
  {
    mistake: 'a Namespace twice',
    of: withWeb({ namespace: { name: 'network', from: 'slot' } }),
    says: [
      'kits/platform/kit.ts: bp-web.namespace.name is "network": slot 01 bp-network makes this ' +
        "namespace too. Write from: 'elsewhere' in one of them.",
    ],
  },
  {
    mistake: 'an edge to a slot that is suspended from birth',
    of: {
      kit: {
        slots: [
          network,
          { ...certs, where: { roles: ['secondary'], off: 'suspended' } },
          { ...web, dependsOn: ['bp-certs'] },
        ],
        features: undefined,
        parameters: { ...parameters, CERTS: { ...parameters.LEVEL, type: 'boolean', default: true } },
      },
    },
    says: [
      'kits/platform/kit.ts: bp-web.dependsOn is "bp-certs": in primary regions bp-certs is ' +
        'suspended, and never ready. Write where.roles of bp-web so that it is off there too, or take ' +
        'the edge out.',
    ],
  },
  {
    mistake: 'an edge to a slot that nobody lists',
    of: withWeb({ dependsOn: ['bp-cert'] }),
    says: [
      'kits/platform/kit.ts: bp-web.dependsOn is "bp-cert": no slot has this name. Did you mean ' +
        '"bp-certs"? Write one of bp-network, bp-certs, bp-web.',
    ],
  },
  {
    mistake: 'an empty dependsOn',
    of: withWeb({ dependsOn: null }),
    says: [
      'kits/platform/kit.ts: bp-web.dependsOn is null: it must be a list. Write names of slots, such ' +
        "as ['bp-cilium'], or [].",
    ],
  },
  {
    mistake: 'a custom resource whose group nobody brings',
    of: { object: { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'one', namespace: 'web' } } },
    says: [
      'kits/platform/slots/10-web/own.yaml: object is "Thing.example.com web/one": no slot brings ' +
        "example.com, and a cluster does not have it from birth. Write brings: ['example.com'] in the " +
        'row whose chart has its CRDs.',
    ],
  },
  {
    mistake: 'a source without credentials',
    of: { kit: { secrets: {} } },
    says: [
      'kits/platform/kit.ts: sources.registry.secret is …: "secrets" does not say who delivers "pull" ' +
        'to flux-system. Add it to "secrets".',
    ],
  },
  {
    mistake: 'a profile with an option that does not exist',
    of: { kit: { profiles: { waits: { install: { disableWiat: true } } } } },
    says: [
      'kits/platform/kit.ts: profiles.waits.install.disableWiat is true: there is no such key. Write ' +
        '"disableWait".',
    ],
  },
  {
    mistake: 'a profile with an option where Flux has none',
    of: { kit: { profiles: { waits: { install: { cleanupOnFail: true } } } } },
    says: [
      'kits/platform/kit.ts: profiles.waits.install.cleanupOnFail is true: there is no such key. ' +
        'Remove it; the keys are disableHooks, disableOpenAPIValidation, disableSchemaValidation, ' +
        'disableTakeOwnership, disableWait, disableWaitForJobs, crds, remediation, replace, ' +
        'serverSideApply, strategy, timeout.',
    ],
  },
  {
    mistake: 'a version that is none',
    of: withWeb({ chart: { version: '1.x' } }),
    says: [
      'kits/platform/kit.ts: bp-web.chart.version is "1.x": it must be one exact version. Write the ' +
        'version that was reviewed, such as "1.4.0".',
    ],
  },
  {
    mistake: 'the tag of a version',
    of: withWeb({ chart: { version: '1.0.0_b1' } }),
    says: [
      'kits/platform/kit.ts: bp-web.chart.version is "1.0.0_b1": it must be one exact version. Write ' +
        '"1.0.0+b1": the tag has "_" in its place by itself.',
    ],
  },
  {
    mistake: 'a digest left over where a chart comes from an index now',
    of: {
      kit: {
        sources: { registry: { type: 'helm', url: 'https://charts.example.com', secret: 'pull' } },
        slots: [{ ...network, chart: { version: '1.0.0', digest: `sha256:${'0'.repeat(64)}` } }, certs, web],
      },
    },
    says: [
      'kits/platform/kit.ts: bp-network.chart.digest is ' +
        '"sha256:0000000000000000000000000000000000000000000000000000000000000000": a HelmRepository ' +
        'has charts by version alone. Remove it.',
    ],
  },
  {
    mistake: 'an input that is in another namespace than its release',
    of: {
      kit: {
        secrets: { ...rows.secrets, token: { namespace: 'web', keys: ['token'], from: 'bootstrap', why: 'opens' } },
        slots: [network, certs, { ...web, inputs: [{ kind: 'Secret', name: 'token', key: 'token', to: 'token' }] }],
      },
    },
    says: [
      'kits/platform/kit.ts: bp-web.inputs[0].name is "token": it is in web, and Flux looks for it in ' +
        'flux-system, where the HelmRelease is. Deliver it to flux-system.',
    ],
  },
  {
    mistake: 'an input that the values say, too',
    of: {
      kit: {
        secrets: {
          ...rows.secrets,
          token: { namespace: 'flux-system', keys: ['token'], from: 'bootstrap', why: 'opens' },
        },
        slots: [network, certs, { ...web, inputs: [{ kind: 'Secret', name: 'token', key: 'token', to: 'size' }] }],
      },
    },
    says: [
      'kits/platform/kit.ts: bp-web.inputs[0].to is "size": the values of the slot say it too. Take ' +
        'it out of one of them.',
    ],
  },
  {
    mistake: 'a Secret in clear',
    of: {
      object: { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'one', namespace: 'web' }, stringData: { a: 'b' } },
    },
    says: [
      'kits/platform/slots/10-web/own.yaml: object is "Secret web/one": a Secret would stand in Git ' +
        'in clear. Declare it in "secrets" of the kit, with who delivers it.',
    ],
  },
])('$mistake is refused', ({ of, says }) => {
  expect(messagesOf(of)).toEqual(says);
});
