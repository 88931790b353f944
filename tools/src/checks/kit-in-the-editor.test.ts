import { openEditor } from './editor';

const functions = 'defineKit, type Kit, referencesTo, type Slot, sovereignsOf';

const kit = `import { ${functions} } from '@sovereign-fleet/nx';
const parameters = {
  FQDN: { type: 'string', fact: 'fqdn' },
  DISK: { type: 'string', description: 'size', layers: ['fleet', 'sovereign'], default: '20Gi' },
  MTU: { type: 'number', description: 'bytes', layers: ['provider', 'region'], default: 1500 },
  TIER: { type: 'string', description: 'class', layers: ['sovereign'], oneOf: ['gold', 'silver'], default: 'gold' },
} as const;
const { use } = referencesTo(parameters);
interface Values { readonly replicas?: number; readonly mode?: 'fast' | 'safe' }
const row = { dependsOn: [], namespace: { name: 'a', from: 'slot' }, chart: { version: '1.0.0' } } as const;
const network: Slot<'bp-network'> = { ...row, number: '01', name: 'bp-network', values: { fqdn: use('FQDN') } };
const web: Slot<'bp-web', Values> = { ...row, number: '02', name: 'bp-web' };
const features = { metrics: { default: true, description: 'metrics' } } as const;
const slots = [network, web] as const;
export const example: Kit<typeof parameters, typeof slots, typeof features> = defineKit({
  name: 'example',
  sources: { all: { type: 'oci', url: 'oci://registry.example.com/charts' } },
  labels: {},
  annotations: {},
  parameters,
  features,
  slots,
});
export const defineSovereign = sovereignsOf(example);
`;

const acme = "fqdn: 'acme.example.com', environment: 'prod'";

/** The same kit without a feature and without a parameter that a region may say. */
const bare = kit
  .replace(/(const| ) features.*\n/g, '')
  .replace(', typeof features', '')
  .replace(", 'region'", '');

function spec(said: string, ofRegion = ''): string {
  const region = `{ key: 'fsn1', provider: 'hetzner', ${ofRegion} }`;
  return `${kit}export default defineSovereign({ ${acme}, ${said} regions: [${region}] });`;
}

function fleet(said: string): string {
  return `${kit}export default [example.with({ ${said} })];`;
}

const editor = openEditor('tools/src');

// The first question reads TypeScript's own declarations, which takes seconds.
beforeAll(() => {
  editor.diagnosticsOf(kit);
});

test.each([
  {
    what: 'what a kit has',
    code: spec("parameters: { DISK: '1Gi' }, features: { metrics: false },", 'parameters: { MTU: 1400 }'),
  },
  {
    what: 'versions and overrides',
    code: spec(
      "versions: { 'bp-web': { version: '1.0.1' } },",
      "overrides: { 'bp-network': { any: { thing: 1 } }, 'bp-web': { replicas: 2 } }",
    ),
  },
  {
    what: 'layers of a fleet',
    code: fleet(
      "parameters: { DISK: '1Gi' }, environments: { stg: { features: { metrics: false } } }, " +
        'providers: { hetzner: { parameters: { MTU: 1400 } } }',
    ),
  },
])('tsc takes $what', ({ code }) => {
  expect(editor.diagnosticsOf(code)).toEqual([]);
});

const own = "const billing: Slot<'bp-billing'> = { ...row, number: '70', name: 'bp-billing' };\n";

function ownSpec(said: string, ofRegion = ''): string {
  return spec(`slots: [billing], ${said}`, ofRegion).replace('export default', `${own}export default`);
}

test('tsc takes slots of its own where the record and its regions say something of them', () => {
  const overrides = "overrides: { 'bp-billing': { any: 1 }, 'bp-web': { replicas: 2 } }";
  const sources = "sources: { all: { url: 'oci://harbor.acme.example/charts' } }, without: ['bp-web'],";
  const code = ownSpec(`${sources} versions: { 'bp-billing': { version: '1.0.1' } },`, overrides);
  expect(editor.diagnosticsOf(code)).toEqual([]);
});

function unknown(key: string): unknown {
  return expect.stringContaining(`${key} does not exist in type`);
}

test.each([
  {
    what: 'a misspelt slot in versions',
    code: spec("versions: { 'bp-wbe': { version: '1.0.1' } },"),
    says: unknown("''bp-wbe''"),
  },
  { what: 'a misspelt slot in overrides', code: spec("overrides: { 'bp-wbe': {} },"), says: unknown("''bp-wbe''") },
  {
    what: 'a misspelt slot of its own',
    code: ownSpec("overrides: { 'bp-biling': {} },"),
    says: unknown("''bp-biling''"),
  },
  {
    what: 'a misspelt slot that is left out',
    code: spec("without: ['bp-wbe'],"),
    says: `Type '"bp-wbe"' is not assignable to type '"bp-network" | "bp-web"'. Did you mean '"bp-web"'?`,
  },
  { what: 'a misspelt parameter', code: spec("parameters: { DISC: '1Gi' },"), says: unknown("'DISC'") },
  {
    what: 'a feature of a kit that has none',
    code: `${bare}export default defineSovereign({ ${acme}, features: { a: true }, regions: [] });`,
    says: expect.stringMatching(/is not assignable to type 'undefined'/) as unknown,
  },
  {
    what: 'a parameter of a region where no region may say one',
    code: spec('', 'parameters: { MTU: 1400 }').replace(kit, bare),
    says: expect.stringMatching(/is not assignable to type 'undefined'/) as unknown,
  },
  { what: 'a misspelt feature', code: spec('features: { metric: true },'), says: unknown("'metric'") },
  {
    what: 'a misspelt region',
    code: `${kit}export default defineSovereign({ ${acme}, regions: [{ key: 'fsn2', provider: 'hetzner' }] });`,
    says: expect.stringContaining(`Type '"fsn2"' is not assignable to type`) as unknown,
  },
  {
    what: 'a parameter of a wrong type',
    code: spec('parameters: { DISK: 20 },'),
    says: "Type 'number' is not assignable to type 'string'.",
  },
  {
    what: 'a value that is not among those of a parameter',
    code: spec("parameters: { TIER: 'bronze' },"),
    says: `Type '"bronze"' is not assignable to type '"gold" | "silver" | undefined'.`,
  },
  {
    what: 'a parameter that this layer may not say',
    code: spec('parameters: { MTU: 1400 },'),
    says: unknown("'MTU'"),
  },
  { what: 'a fact', code: spec("parameters: { FQDN: 'x' },"), says: unknown("'FQDN'") },
  {
    what: 'a value that the schema of a chart does not have',
    code: spec('', "overrides: { 'bp-web': { replica: 2 } }"),
    says: unknown("'replica'"),
  },
  {
    what: 'a value of another type than the schema of a chart has',
    code: spec('', "overrides: { 'bp-web': { mode: 'slow' } }"),
    says: expect.stringContaining(`Type '"slow"' is not assignable to type`) as unknown,
  },
  {
    what: 'a row of another name than its type',
    code: kit.replace("name: 'bp-web'", "name: 'bp-wbe'"),
    says: `Type '"bp-wbe"' is not assignable to type '"bp-web"'.`,
  },
  { what: 'a misspelt environment of a fleet', code: fleet('environments: { stag: {} }'), says: unknown("'stag'") },
  {
    what: 'a parameter that a provider may not say',
    code: fleet("providers: { hetzner: { parameters: { DISK: '1Gi' } } }"),
    says: unknown("'DISK'"),
  },
])('tsc refuses $what', ({ code, says }) => {
  expect(editor.diagnosticsOf(code)).toEqual([says]);
});

function kitWith(said: string): string {
  return kit.replace('labels: {},', `labels: {}, ${said}`);
}

const deliverers = ['bootstrap', 'external', 'sops'];

test.each([
  { what: 'slots', code: spec("overrides: { '‸' },"), offers: ['bp-network', 'bp-web'] },
  { what: 'slots to leave out', code: spec("without: ['‸'],"), offers: ['bp-network', 'bp-web'] },
  {
    what: 'slots of its own',
    code: ownSpec("overrides: { '‸' },"),
    offers: ['bp-billing', 'bp-network', 'bp-web'],
  },
  {
    what: 'slots of its own in a region',
    code: ownSpec('', "versions: { '‸' }"),
    offers: ['bp-billing', 'bp-network', 'bp-web'],
  },
  { what: 'parameters of the Sovereign', code: spec('parameters: { ‸ },'), offers: ['DISK', 'TIER'] },
  { what: 'parameters of the region', code: spec('', 'parameters: { ‸ }'), offers: ['MTU'] },
  { what: 'values of a parameter', code: spec("parameters: { TIER: '‸' },"), offers: ['gold', 'silver'] },
  { what: 'features', code: spec('features: { ‸ },'), offers: ['metrics'] },
  { what: 'values of a chart', code: spec('', "overrides: { 'bp-web': { ‸ } }"), offers: ['mode', 'replicas'] },
  {
    what: 'what a reference to a Secret says',
    code: kitWith('secrets: { token: { ‸ } },'),
    offers: ['from', 'keys', 'name', 'namespace', 'registries', 'standIn', 'why'],
  },
  { what: 'who delivers a Secret', code: kitWith("secrets: { token: { from: '‸' } },"), offers: deliverers },
  {
    what: 'who delivers a ConfigMap',
    code: kitWith("configMaps: { sizes: { from: '‸' } },"),
    offers: ['bootstrap', 'kit'],
  },
])('the language service offers $what', ({ code, offers }) => {
  expect(editor.completionsAt(code)).toEqual(offers);
});

test('the language service offers the regions of a provider', () => {
  const code = `${kit}export default defineSovereign({ ${acme}, regions: [{ provider: 'contabo', key: '‸' }] });`;
  expect(editor.completionsAt(code)).toEqual(['eu', 'us-central', 'us-east', 'us-west']);
});

const substitutes = `import { referencesTo } from '@sovereign-fleet/nx';
export const { use, text } = referencesTo({
  FQDN: { type: 'string', fact: 'fqdn' },
  EDGE_ENABLED: { type: 'boolean', enables: 'bp-edge' },
  PEERS: { type: 'json', fact: 'peers' },
} as const);
`;

test.each([
  { code: "export const value = use('FQDN');", says: [] },
  {
    code: "export const value = use('NAME');",
    says: [expect.stringMatching(/^Argument of type '"NAME"' is not assignable to parameter of type/)],
  },
  {
    code: "export const value = text`${'PEERS'}!`;",
    says: [expect.stringMatching(/^Argument of type '"PEERS"' is not assignable to parameter of type/)],
  },
  {
    code:
      "import type { BootstrapKitRows } from '@sovereign-fleet/domain';\n" +
      "export const labels: BootstrapKitRows['labels'] = { gate: use('EDGE_ENABLED') };",
    says: [`    Type '"boolean"' is not assignable to type '"string"'.`],
  },
])('tsc checks the names of substitutes: $code', ({ code, says }) => {
  expect(editor.diagnosticsOf(`${substitutes}${code}`)).toEqual(says);
});
