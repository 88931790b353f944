import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn, makeSpecs, writeFiles } from '@sovereign-fleet/workspace/testing';
import { copyOfTree, refusal, runImport } from '../testing/import-tree';
import { withKubectl } from '../testing/with-kubectl';

let root: string;
let stages: string;

beforeEach(() => {
  root = makeSpecs();
  stages = copyOfTree('stages');
});

afterEach(() => {
  for (const folder of [root, stages]) rmSync(folder, { recursive: true });
});

const options = () => ({
  from: join(stages, 'clusters/production'),
  kit: 'stages',
  fqdn: 'production.example.com',
  regions: 'fsn1',
});

withKubectl('a tree of infrastructure/ and of apps/ with overlays (skipped where no kubectl can be had)', () => {
  test('is adopted with its custom resource beside the row that is taken to bring its group', async () => {
    const { lines } = await runImport(root, options());
    expect(lines).toEqual(
      expect.arrayContaining([
        '8 files read, 7 objects: 7 equal, 0 replaced, 0 left out; 5 listed.',
        'kind not typed (1):',
        '  infrastructure/configs/issuer.yaml:1-6: ClusterIssuer public: it stands as YAML beside bp-certificates.',
        'assumed (1):',
        '  infrastructure/configs/issuer.yaml:1-6: ClusterIssuer public: bp-certificates is taken to bring ' +
          'certificates.example.com; move `brings` to the slot that does.',
        '1 objects stand as YAML beside a row, 0 rows say a field by `helm`.',
        '  5. Wait until each of the 5 objects has the labels kustomize.toolkit.fluxcd.io/name=bootstrap-kit and ' +
          'kustomize.toolkit.fluxcd.io/namespace=flux-system; objects beside a row have bootstrap-kit-<slot>.',
      ]),
    );
  });

  test('is adopted without it: the patch of an overlay is in the values, and lost order is listed', async () => {
    writeFiles(stages, { 'infrastructure/configs/kustomization.yaml': 'resources: []\n' });
    const { lines } = await runImport(root, options());
    const end = lines.indexOf('To take over the living cluster, with the old tree and ours both in place:');
    expect(lines.slice(0, end)).toEqual([
      '8 files read, 6 objects: 6 equal, 0 replaced, 0 left out; 4 listed.',
      'The kit "stages" has 2 slots, 0 parameters, 0 features.',
      'Changed on purpose:',
      '  1 × HelmRepository: spec.interval 5m became 15m',
      '  1 × HelmRepository: it moved from web to flux-system',
      '  1 × HelmRepository: spec.interval 24h became 15m',
      '  1 × HelmRepository: it moved from certificates to flux-system',
      '  1 × HelmRelease: spec.chart.spec.interval is left out',
      'Added by our contract:',
      '  2 × HelmRelease: metadata.annotations["catalyst.openova.io/sovereign"]',
      '  2 × HelmRelease: metadata.labels["catalyst.openova.io/region"]',
      '  2 × HelmRelease: metadata.labels["catalyst.openova.io/region-role"]',
      '  2 × HelmRelease: metadata.labels["catalyst.openova.io/slot"]',
      '  2 × HelmRelease: spec.driftDetection.mode',
      '  2 × Namespace: metadata.annotations["kustomize.toolkit.fluxcd.io/prune"]',
      'order of Kustomizations (2):',
      '  Kustomization flux-system/apps: it waits for infra-configs; a slot that needs this says it in dependsOn.',
      '  Kustomization flux-system/infra-configs: it waits for infra-controllers; a slot that needs this says it in ' +
        'dependsOn.',
      'not registered in a kustomization (1):',
      '  infrastructure/configs/issuer.yaml:1-6: ClusterIssuer public: no kustomization builds it, so that it was ' +
        'never applied.',
      'patch of an overlay (1):',
      '  apps/base/web/release.yaml:1-22: HelmRelease web/web: what it says of ingress is in overrides ' +
        'of the Sovereign.',
      '0 objects stand as YAML beside a row, 0 rows say a field by `helm`.',
    ]);
    expect(filesIn(root, 'kits/stages')['kits/stages/slots/01-web.ts']).toContain(
      'values: { cache: 1, ingress: { enabled: true } },',
    );
    expect(filesIn(root, 'sovereigns/stages')['sovereigns/stages/sovereign.ts']).toContain(
      "overrides: { 'bp-web': { ingress: { hosts: [{ host: 'web.production.example.com' }] } } },",
    );
  });

  test('a second cluster joins the kit: its patches are its own, and rows that differ are listed', async () => {
    const file = 'apps/base/web/release.yaml';
    const text = filesIn(stages, 'apps/base')[file] ?? '';
    writeFiles(stages, { [file]: text.replace('chart: web\n', 'chart: web # of both\n') });
    await runImport(root, options());
    const staging = { ...options(), from: join(stages, 'clusters/staging'), sovereign: 'staging' };
    const second = { ...staging, fqdn: 'staging.example.com', environment: 'stg' };
    const production = filesIn(stages, '.');
    const copied = Object.entries(production).filter(([path]) => path.includes('/production/'));
    const stagingOf = (text: string) => text.replaceAll('production', 'staging').replace('6.5.0', '6.6.0');
    writeFiles(
      stages,
      Object.fromEntries(copied.map(([path, text]) => [path.replace('/production/', '/staging/'), stagingOf(text)])),
    );
    const before = filesIn(root, '.');
    expect(await refusal(root, second)).toEqual([
      'kits/stages/slots/01-web.ts: chart.version is "6.5.0": the import would write \'6.6.0\'. Make the ' +
        'trees say the ' +
        'same there, or let a substitute say it in both; or take another name with --kit.',
    ]);
    expect(filesIn(root, '.')).toEqual(before);
    const versions = 'chart: web # here, too\n      version: 6.5.0\n';
    writeFiles(stages, { [file]: text.replace('chart: web\n', versions) });
    const { changes, lines } = await runImport(root, second);
    expect(lines.slice(-2)).toEqual([
      'Notes that stay as they are; what this tree says is not in them:',
      '  kits/stages/slots/01-web.notes.md',
    ]);
    const others = changes.filter((change) => !change.includes(' gitops-out/clusters/staging.example.com/'));
    expect(others).toEqual(['CREATE sovereigns/staging/sovereign.ts']);
    expect(filesIn(root, 'sovereigns/staging')['sovereigns/staging/sovereign.ts']).toBe(stagingSpec);
  });
});

const stagingSpec = `import { defineSovereign } from '../../kits/stages/kit';

export default defineSovereign({
  fqdn: 'staging.example.com',
  environment: 'stg',
  regions: [{ key: 'fsn1', provider: 'hetzner', role: 'primary' }],
  versions: { 'bp-web': { version: '6.6.0' } },
  overrides: { 'bp-web': { ingress: { hosts: [{ host: 'web.staging.example.com' }] } } },
});
`;
