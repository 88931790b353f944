import { add, combine, set } from '../testing/example-change';
import { configMap, dmzSet, entry, podSpec, testRows } from '../testing/example-rows';
import { kit, release, renderedObject } from '../testing/example-subject';

function secret(rest: object) {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', namespace: 'dmz' }, ...rest } as never;
}

function custom(spec: object) {
  return { apiVersion: 'example.com/v1', kind: 'Template', metadata: { name: 't', namespace: 'dmz' }, spec } as never;
}

const mark = 'hmac-sha256:0123456789abcdef';

const sealed = `ENC[${mark}]`;

const sops = {
  age: [{ recipient: 'age1', enc: 'x' }],
  mac: 'ENC[x]',
  lastmodified: '2026-01-01T00:00:00Z',
  version: '3.9.0',
};

testRows('no-plain-secret', [
  {
    what: 'a Secret with data in the tree is a finding, of which the keys are named',
    change: add(
      renderedObject(kit, secret({ data: { token: 'fingerprint:2' }, stringData: { user: 'fingerprint:3' } })),
    ),
    finding:
      'error no-plain-secret fsn1: Secret dmz/s: who reads the repository reads data.token, ' +
      'stringData.user. Encrypt it with SOPS, or let an ExternalSecret fetch it; then change what was ' +
      `in it. [${entry}]`,
  },
  { what: 'a Secret without data is not a finding', change: add(renderedObject(kit, secret({ data: {} }))) },
  {
    what: 'one that SOPS encrypted is none, with an empty value or without',
    change: add(
      renderedObject(kit, secret({ data: { token: sealed, empty: '' }, stringData: { other: sealed }, sops })),
    ),
  },
  {
    what: 'a sops block does not help what is not encrypted, as with an encrypted_regex that matches nothing',
    change: add(renderedObject(kit, secret({ stringData: { token: mark, other: sealed }, sops }))),
    finding:
      'error no-plain-secret fsn1: Secret dmz/s: who reads the repository reads stringData.token. ' +
      `Encrypt it with SOPS, or let an ExternalSecret fetch it; then change what was in it. [${entry}]`,
  },
  {
    what: 'a sops block that SOPS did not write is a finding',
    change: add(renderedObject(kit, secret({ data: { token: sealed }, sops: {} }))),
    finding:
      'error no-plain-secret fsn1: Secret dmz/s, sops: its sops block has no mac, no lastmodified, no ' +
      'version, no key (age, pgp or another), so Flux cannot decrypt it. Encrypt it anew with SOPS, ' +
      `and commit what SOPS writes. [${entry}]`,
  },
  {
    what: 'a Secret of an apiVersion that Kubernetes does not have is published all the same',
    change: add(renderedObject(kit, secret({ data: { token: mark }, apiVersion: 'core/v1' }))),
    finding:
      'error no-plain-secret fsn1: Secret dmz/s: who reads the repository reads data.token. ' +
      `Encrypt it with SOPS, or let an ExternalSecret fetch it; then change what was in it. [${entry}]`,
  },
  {
    what: 'a field that the API server does not know holds the value all the same',
    change: add(renderedObject(kit, secret({ StringData: { token: mark } }))),
    finding:
      'error no-plain-secret fsn1: Secret dmz/s: who reads the repository reads StringData.token. ' +
      `Encrypt it with SOPS, or let an ExternalSecret fetch it; then change what was in it. [${entry}]`,
  },
  {
    what: 'a Secret in a custom resource or in a text is a finding, a place for a value is none',
    change: add(
      renderedObject(
        kit,
        custom({ template: secret({ stringData: { a: mark, b: '{{ .password }}', c: '${PASSWORD_KEY}' } }) }),
      ),
    ),
    finding: [
      `error substituted fsn1: Template dmz/t, spec.template.stringData.c: "\${PASSWORD_KEY}" is left ` +
        'after substitution. Declare the substitute in the kit; where the text itself is meant, keep it ' +
        `in a script or in a file of a ConfigMap. [${entry}]`,
      'error no-plain-secret fsn1: Template dmz/t: who reads the repository reads ' +
        'spec.template.stringData.a. Encrypt it with SOPS, or let an ExternalSecret fetch it; then ' +
        `change what was in it. [${entry}]`,
    ],
  },
  {
    what: 'a Secret that stands in a text is a finding',
    change: add(renderedObject(kit, configMap('c', { text: `kind: Secret\nstringData: { a: ${mark} }` }))),
    finding:
      'error no-plain-secret fsn1: ConfigMap dmz/c: who reads the repository reads data.text. Encrypt ' +
      `it with SOPS, or let an ExternalSecret fetch it; then change what was in it. [${entry}]`,
  },
  {
    what: 'one that a chart makes is not in the repository',
    change: add(renderedObject(release('bp-cilium'), secret({ data: { token: 'fingerprint:2' } }))),
  },
]);

const hiddenProblem =
  'it comes out of a Secret, so it is hidden, and no rule can say that it is right. Write it in ' +
  'the tree, or take it from a ConfigMap; keep in Secrets what is secret alone.';

testRows('open-value', [
  {
    what: 'what rules would have to read is a finding',
    change: add(
      renderedObject(kit, {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'web', namespace: 'dmz', labels: { app: `x-${mark}` } },
        spec: { type: mark, ports: [{ port: 1, nodePort: mark }] },
      }),
    ),
    finding: ['metadata.labels.app', 'spec.type', 'spec.ports[0].nodePort'].map(
      (field) => `error open-value fsn1: Service dmz/web, ${field}: ${hiddenProblem} [${entry}]`,
    ),
  },
  {
    what: 'text for programs and people is none',
    change: combine(
      add(renderedObject(kit, configMap('c', { a: mark }))),
      add(renderedObject(kit, custom({ a: mark }))),
      set(dmzSet, [...podSpec, 'containers', 0, 'args'], [`--token=${mark}`]),
    ),
  },
]);
