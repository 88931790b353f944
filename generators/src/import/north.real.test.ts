import { rmSync } from 'node:fs';
import { valueOf } from '@sovereign-fleet/domain';
import { readFleetRecordAt } from '@sovereign-fleet/workspace/specs';
import { filesIn, makeSpecs, writeFiles } from '@sovereign-fleet/workspace/testing';
import { copyOfNorth, northOptions, refusal, runImport } from '../testing/import-tree';
import { withKubectl } from '../testing/with-kubectl';

let root: string;
let north: string;

beforeEach(() => {
  root = makeSpecs();
  north = copyOfNorth();
});

afterEach(() => {
  for (const folder of [root, north]) rmSync(folder, { recursive: true });
});

withKubectl('a tree with every fact that real slots have (skipped where no kubectl can be had)', () => {
  test('is adopted for two regions, and a person reads what was found', async () => {
    const { lines } = await runImport(root, { ...northOptions(north), regions: 'fsn1,nbg1' });
    expect(lines).toEqual([
      '15 files read, 17 objects: 14 equal, 2 replaced, 1 left out; 3 listed.',
      'The kit "imported" has 8 slots, 9 parameters, 1 feature.',
      'Changed on purpose:',
      '  6 × HelmRelease: spec.chart became chartRef to an OCIRepository of its own',
      '  1 × HelmRelease: chartRef became chartRef to an OCIRepository of its own',
      '  2 × source: gone, since each chart is an artifact of its own',
      'Added by our contract:',
      '  1 × HelmRelease: metadata.labels["catalyst.openova.io/vcluster-role"]',
      '  5 × Namespace: metadata.annotations["kustomize.toolkit.fluxcd.io/prune"]',
      '  8 × HelmRelease: metadata.annotations["catalyst.openova.io/sovereign"]',
      '  8 × HelmRelease: metadata.labels["catalyst.openova.io/region"]',
      '  8 × HelmRelease: metadata.labels["catalyst.openova.io/region-role"]',
      '  8 × HelmRelease: metadata.labels["catalyst.openova.io/slot"]',
      '  8 × HelmRelease: spec.driftDetection.mode',
      'Off in nbg1 by its role: bp-mgmt-vcluster.',
      'Off in nbg1 by its role: bp-console.',
      'not registered in a kustomization (1):',
      '  kit/99-forgotten.yaml:2-8: ConfigMap dns/forgotten: no kustomization builds it, so that it was never applied.',
      'quoted substitute (1):',
      '  kit/01-network.yaml:45: HelmRelease flux-system/bp-network: the quotes of spec.values.quoted are ' +
        'gone before ' +
        'Flux substitutes; it arrives as 1450.',
      'object of Flux itself (1):',
      '  clusters/north/settings.yaml:1-9: ConfigMap flux-system/north-settings: its values are parameters of the ' +
        'Sovereign now.',
      '0 objects stand as YAML beside a row, 1 rows say a field by `helm`.',
      'To take over the living cluster, with the old tree and ours both in place:',
      '  1. kubectl -n flux-system patch kustomizations.kustomize.toolkit.fluxcd.io kit --type=merge -p ' +
        `'{"spec":{"prune":false,"suspend":true}}'`,
      '  2. kubectl apply -k clusters/north.example.com/fsn1/flux-system',
      '  3. Wait until each of the 14 objects has the labels kustomize.toolkit.fluxcd.io/name=bootstrap-kit and ' +
        'kustomize.toolkit.fluxcd.io/namespace=flux-system.',
      '  4. kubectl -n flux-system delete kustomizations.kustomize.toolkit.fluxcd.io kit --ignore-not-found',
      'Left in the cluster, and applied by nobody then; remove by hand what is not needed:',
      '  HelmRepository flux-system/charts',
      '  OCIRepository flux-system/logs',
      'Deleted by Flux, since our root Kustomization takes the place of the old one:',
      '  ConfigMap flux-system/north-settings',
    ]);
  });

  test('becomes rows, parameters and notes that read as if a person had written them', async () => {
    await runImport(root, northOptions(north));
    const files = filesIn(root, 'kits/imported');
    expect(files['kits/imported/kit.ts']).toMatch(new RegExp(`\\n${ofOwnRows}$`));
    expect(files['kits/imported/slots/03-dns.ts']).toBe(dns);
    expect(files['kits/imported/slots/58-mgmt-vcluster.ts']).toContain(
      "kubeConfig: { secret: 'vc-mgmt', key: 'config' },",
    );
    expect(files['kits/imported/slots/60-console.ts']).toContain("runsIn: 'mgmt',");
    expect(files['kits/imported/slots/06-chaos.ts']).toContain("where: { feature: 'chaos', off: 'suspended' },");
    expect(files['kits/imported/slots/01-network.ts']).toContain(
      "hubble: { enabled: use('HUBBLE_ENABLED'), metrics: drop() },",
    );
    expect(files['kits/imported/slots/05-logs.notes.md']).toBe(
      '# bp-logs\n\nComments of the tree that it was adopted from.\n\n`kit/05-logs.yaml`, line 45:\n\n' +
        '    Off here: the gate that keeps the chart empty.\n',
    );
    expect(filesIn(root, 'sovereigns/north')['sovereigns/north/sovereign.ts']).toBe(spec);
  });

  test('becomes a kit beside which a Sovereign has rows of its own', async () => {
    await runImport(root, northOptions(north));
    const other = makeSpecs({ ...filesIn(root, 'kits'), ...filesIn(root, 'sovereigns') });
    const own = spec
      .replace("kit';\n", "kit';\nimport { more } from './slots/70-more';\n")
      .replace('  fqdn', '  slots: [more],\n  fqdn');
    writeFiles(other, { 'sovereigns/north/sovereign.ts': own, 'sovereigns/north/slots/70-more.ts': ownRow });
    const { sovereigns } = valueOf(readFleetRecordAt(other));
    rmSync(other, { recursive: true });
    expect(sovereigns.find(({ name }) => name === 'north')?.slots).toMatchObject([{ name: 'bp-more' }]);
  });

  test('is adopted with objects that no row says: they stand as YAML beside a row', async () => {
    const { lines, changes } = await runImport(root, northOptions(north, 'south'));
    expect(lines).toEqual(
      expect.arrayContaining([
        '4 files read, 19 objects: 16 equal, 2 replaced, 1 left out; 5 listed.',
        'kind not typed (2):',
        '  kit-with-objects/objects.yaml:2-13: Gateway gateway-system/public: it stands as YAML beside bp-gateway.',
        '  kit-with-objects/objects.yaml:15-34: DaemonSet gateway-system/node-tuning: it stands as YAML beside ' +
          'bp-gateway.',
        'assumed (1):',
        '2 objects stand as YAML beside a row, 1 rows say a field by `helm`.',
      ]),
    );
    expect(changes).toContain('CREATE kits/imported/slots/04-gateway/gateway-public.yaml');
    expect(changes).toContain('CREATE kits/imported/slots/04-gateway/daemonset-node-tuning.yaml');
  });

  test('is adopted once: the same again changes nothing, other content under the name is refused', async () => {
    await runImport(root, northOptions(north));
    expect((await runImport(root, northOptions(north))).changes).toEqual([]);
    expect(await refusal(root, { ...northOptions(north), environment: 'stg' })).toEqual([
      'sovereigns/north/sovereign.ts: environment is "prod": the import would write \'stg\'. Take another name, ' +
        'or move ' +
        'sovereigns/north/ away.',
    ]);
  });
});

const ofOwnRows = `// What rows of a Sovereign's own are written with.
export type { Slot } from '@sovereign-fleet/nx';
export { text, use } from './parameters';
`;

const ownRow = `import { type Slot, text, use } from '../../../kits/imported/kit';

export const more: Slot<'bp-more'> = {
  number: '70',
  name: 'bp-more',
  chart: { version: '1.0.0' },
  namespace: { name: 'more', from: 'slot' },
  dependsOn: ['bp-network'],
  values: { host: text\`more.\${'FQDN'}\`, level: use('LOG_LEVEL') },
};
`;

const patch =
  "afterHelm: [{ patch: '- op: remove\\n  path: /spec/template/spec/securityContext\\n', " +
  "target: { kind: 'Deployment' } }],";

const dns = `import type { Slot } from '@sovereign-fleet/nx';
import { text, use } from '../parameters';

export const dns: Slot<'bp-dns'> = {
  number: '03',
  name: 'bp-dns',
  release: {
    labels: { team: 'network', tier: use('TIER') },
    annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' },
  },
  chart: { name: 'external-names', version: '2.0.1' },
  installs: { as: 'external-names' },
  namespace: { name: 'dns', from: 'slot' },
  dependsOn: ['bp-network', 'bp-cert-manager'],
  inputs: [
    { kind: 'Secret', name: 'dns-token', key: 'token', to: 'providers[0].token' },
    { kind: 'Secret', name: 'dns-token', key: 'zone', to: 'zone', optional: true },
    { kind: 'ConfigMap', name: 'dns-settings' },
  ],
  values: {
    host: text\`dns.\${'FQDN'}\`,
    logLevel: use('LOG_LEVEL'),
    providers: [{ name: 'cloud' }],
    replicas: use('DNS_REPLICAS'),
  },
  ${patch}
};
`;

const spec = `import { defineSovereign } from '../../kits/imported/kit';

export default defineSovereign({
  fqdn: 'north.example.com',
  environment: 'prod',
  regions: [{ key: 'fsn1', provider: 'hetzner', role: 'primary' }],
  parameters: {
    CLUSTER_NAME: 'north',
    HUBBLE_ENABLED: true,
    LIMITS: { cpu: '2', pods: 40 },
    MTU: 1450,
    POOLS: ['10.0.0.0/24', '10.0.1.0/24'],
    TIER: 'gold',
    LOG_LEVEL: 'debug',
    DNS_REPLICAS: 3,
    VECTOR_ENABLED: false,
  },
  features: { chaos: false },
});
`;
