import fc, { type Arbitrary } from 'fast-check';
import { acmeSource, globexSource } from '@sovereign-fleet/workspace/testing';
import { editedText } from './edited-text';
import { oddText, oddValue } from './odd-texts';
import { exotic, tokens } from './spec-tokens';

const row = `{
    number: '70',
    name: 'bp-app',
    release: { name: 'app', namespace: 'apps', labels: { a: 'b' }, annotations: { 'x.example.com/c': 'd' } },
    chart: { source: 'registry', name: 'app', version: '1.2.3' },
    installs: { as: 'app-one', storage: 'apps' },
    namespace: { name: 'apps', from: 'slot', labels: { 'pod-security.kubernetes.io/enforce': 'baseline' } },
    dependsOn: ['bp-cilium'],
    brings: ['apps.example.com'],
    where: {
      roles: ['primary'], providers: ['hetzner'], environments: ['prod'], off: 'suspended',
    },
    action: { timeout: '15m', install: { crds: 'Create', remediation: { retries: 3 } }, test: { enable: true } },
    inputs: [
      { kind: 'Secret', name: 'app-token', key: 'token', to: 'auth.token', optional: true },
      { kind: 'ConfigMap', name: 'zones' },
    ],
    values: { replicas: 2, list: [1, { a: true }], host: 'app.example.com', 'a.b': { c: [] } },
    afterHelm: [{ target: { kind: 'Deployment', name: 'app' }, patch: '- op: remove\\n  path: /spec/replicas\\n' }],
    helm: { maxHistory: 2, commonMetadata: { labels: { team: 'a' } } },
  }`;

const delivered = `secrets: {
    'app-token': { namespace: 'apps', keys: ['token'], from: 'bootstrap', why: 'opens the app' },
  },
  configMaps: { zones: { namespace: 'apps', keys: ['values.yaml'], from: 'bootstrap', why: 'names zones' } }`;

const rich = `import { defineSovereign, drop } from '@sovereign-fleet/nx';

const sizes = { small: { replicas: 1 }, large: { replicas: 3 } } as const;

export default defineSovereign({
  fqdn: 'acme.example.com',
  environment: 'dev',
  kit: 'example',
  kubeVersion: '1.34.1',
  apiVersions: ['cilium.io/v2', 'example.com/v1alpha1'],
  fluxVersion: '2.8.1',
  shard: 'eu',
  networksGiven: 3,
  registryMirror: 'harbor.acme.example.com',
  without: [],
  parameters: {},
  features: {},
  versions: { 'bp-cilium': { version: '1.4.1', digest: 'sha256:${'0a'.repeat(32)}' } },
  overrides: { 'bp-cilium': { cilium: { ...sizes.large, image: drop(), list: [1, 2] } } },
  slots: [${row}],
  sources: { registry: { type: 'oci', url: 'oci://harbor.acme.example/openova' } },
  ${delivered},
  unfollowed: { 'ResourceSet apps/tenants': 'makes a Namespace for each tenant' },
  regions: [
    {
      key: 'nbg1',
      provider: 'hetzner',
      role: 'primary',
      network: { meshId: 1, pods: '10.1.0.0/16', services: '10.129.0.0/16' },
    },
    { key: 'eu-west-1', provider: 'aws', overrides: { 'bp-dmz-vcluster': { dmz: { on: sizes.small } } } },
    ...['fsn1', 'hel1'].map((key) => ({ key, provider: 'hetzner' as const, role: 'secondary' as const })),
  ],
});
`;

const rowsOfOwn = `import { defineSovereign, text, type Slot, use } from '../../kits/example/kit';

const app: Slot = ${row.replace("'app.example.com'", "text`app.${'SOVEREIGN_FQDN'}`")};

export default defineSovereign({
  fqdn: 'acme.example.com',
  environment: 'prod',
  slots: [app],
  ${delivered},
  regions: [{ key: 'fsn1', provider: 'hetzner', overrides: { 'bp-app': { replicas: use('SOVEREIGN_REGION_KEY') } } }],
});
`;

const fleet = `import { defineFleet } from '@sovereign-fleet/nx';
import example from '../kits/example/kit';

export default defineFleet({
  kits: [example.with ? example : example],
  domain: 'fleet.example.com',
  repository: { url: 'https://git.example.com/platform/fleet', branch: 'main' },
  shards: { eu: { url: 'https://git.example.com/platform/fleet-eu', branch: 'main' } },
  registryMirror: 'harbor.example.com',
  network: { pods: '10.0.0.0/9', services: '10.128.0.0/9', perRegion: 16 },
  pullRequests: {
    labels: ['fleet'], reviewers: ['ada'], teamReviewers: ['platform'], draft: true,
    limits: { pullsPerMinute: 5, openPulls: 10, minutes: 20 },
  },
});
`;

const randomSyntax = fc
  .array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...tokens) }, oddText), { maxLength: 40 })
  .map((parts) => parts.join(' '));

const wholeRecord = fc
  .oneof(
    fc.constantFrom(...exotic),
    oddValue.map((value) => JSON.stringify(value)),
  )
  .map((value) => `const x = ${value};\nexport default x as any;\n`);

/** A record with one part of it in place of another. */
function withExotic(texts: Arbitrary<string>): Arbitrary<string> {
  return fc.tuple(texts, fc.constantFrom(...exotic), fc.nat()).map(([text, value, at]) => {
    const places = [...text.matchAll(/: ('[^']*'|\d+|true)/g)];
    const place = places[at % Math.max(places.length, 1)];
    if (place === undefined) return text;
    return `${text.slice(0, place.index)}: (${value}) as any${text.slice(place.index + place[0].length)}`;
  });
}

function textsLike(...good: readonly string[]): Arbitrary<string> {
  return fc.oneof(
    { weight: 6, arbitrary: editedText(fc.constantFrom(...good), 2) },
    { weight: 3, arbitrary: withExotic(editedText(fc.constantFrom(...good), 1)) },
    { weight: 1, arbitrary: wholeRecord },
    { weight: 1, arbitrary: randomSyntax },
    {
      weight: 1,
      arbitrary: editedText(
        randomSyntax.map((text) => `${good[0] ?? ''}\n${text}\n`),
        1,
      ),
    },
  );
}

/** Each is right by itself. */
export const goodSovereigns = [acmeSource, globexSource, rich, rowsOfOwn];
export const goodFleet = fleet;

export const sovereignText = textsLike(...goodSovereigns);
export const fleetText = textsLike(goodFleet);
/** A kit, or another file of it, from the good one. */
export const kitText = (good: string): Arbitrary<string> =>
  textsLike(good, good.replace('  ],\n});', `  ${row},\n  ],\n});`));
export const graphText = (good: string): Arbitrary<string> => editedText(fc.constant(good), 3);
