import type { BootstrapKitRows } from './kit-rows';
import { referencesTo } from '../slot/parameter';
import { kitMessages, slotA, slotB, parameters } from '../testing/example-kit';

test('a kit that holds together is taken, its slots in the order of their numbers', () => {
  expect(kitMessages({ slots: [slotB, slotA] })).toEqual([]);
});

test.each<{ what: string; change: Partial<BootstrapKitRows>; says: string }>([
  {
    what: 'a parameter that no slot uses',
    change: { annotations: {} },
    says: 'slots.ts: parameters is "SOVEREIGN_FQDN": no slot uses it. Use it in a slot, or take the declaration out.',
  },
  {
    what: 'a parameter that is not declared',
    change: { parameters: { B_ENABLED: parameters.B_ENABLED } },
    says: 'slots.ts: parameters is "SOVEREIGN_FQDN": a slot uses it, and it is not declared. Write one of B_ENABLED.',
  },
  {
    what: 'charts that are not in an OCI registry',
    change: { sources: { registry: { type: 'oci', url: 'https://charts.example.com', secret: 'pull' } } },
    says:
      'slots.ts: sources.registry.url is "https://charts.example.com": it must be an OCI repository. ' +
      'Write it as "oci://ghcr.io/openova-io", or "https://charts.example.com" of type \'helm\'.',
  },
  {
    what: 'a label whose key is none',
    change: { labels: { 'bad key': 'x' } },
    says: 'slots.ts: labels["bad key"] is "x": Kubernetes does not take it. Write { "example.com/tier": "base" }.',
  },
  {
    what: 'a label that is none',
    change: { labels: { tier: 'a b' } },
    says: 'slots.ts: labels.tier is "a b": Kubernetes does not take it. Write { "example.com/tier": "base" }.',
  },
  {
    what: 'a gate of no slot',
    change: {
      parameters: { ...parameters, B_ENABLED: { type: 'boolean', enables: 'bp-x' } },
      slots: [slotA, { ...slotB, where: undefined }],
    },
    says:
      'slots.ts: parameters.B_ENABLED.enables is "bp-x": no slot has this name. Did you mean "bp-a"? ' +
      'Write one of bp-a, bp-b.',
  },
])('a kit with $what is refused', ({ change, says }) => {
  expect(kitMessages(change)).toEqual([says]);
});

test('a Secret whose name no object can have is refused where it is named and where it is declared', () => {
  const sources = { registry: { type: 'oci', url: 'oci://ghcr.io/x', secret: 'Not A Name' } };
  const declared = { namespace: 'flux-system', keys: ['a'], from: 'bootstrap', why: 'pulls charts' };
  expect(kitMessages({ sources, secrets: { 'Not A Name': declared } })).toEqual([
    'slots.ts: sources.registry.secret is …: it must be the name of a Secret. Write a name such as "ghcr-pull".',
    'slots.ts: secrets["Not A Name"] is …: Kubernetes takes no object of the name "Not A Name". Write a name of a-z, ' +
      '0-9, "-" and ".", such as "ghcr-pull".',
  ]);
});

test('a kit without parameters is refused', () => {
  expect(kitMessages({ parameters: {}, annotations: {}, slots: [slotA] })).toEqual([
    'slots.ts: parameters is []: Flux substitutes nothing where there are none, and "$" would ' +
      'arrive as "$$". Declare one, and use it.',
  ]);
});

test('a parameter that is not UPPER_SNAKE is refused', () => {
  const named = { ...parameters, 'sovereign-fqdn': parameters.SOVEREIGN_FQDN } as const;
  const labels = { sovereign: referencesTo(named).use('sovereign-fqdn') };
  expect(kitMessages({ parameters: named, labels })).toEqual([
    'slots.ts: parameters is "sovereign-fqdn": it must be UPPER_SNAKE. Write a name such as "REGISTRY_MIRROR".',
  ]);
});
