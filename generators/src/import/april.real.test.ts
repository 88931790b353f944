import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { filesIn, makeSpecs } from '@sovereign-fleet/workspace/testing';
import reviewExecutor from '../review/executor';
import { aprilTree, runImport, withAprilTree } from '../testing/import-tree';

let root: string;

beforeEach(() => {
  root = makeSpecs();
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

/** The report of a review of what is on disk, without a chart. */
async function reviewText(name: string): Promise<string> {
  jest.resetModules(); // the specs of before the import are loaded, which they are not in another process
  await reviewExecutor({ offline: true, allowMissingCharts: true }, { root, projectName: name } as ExecutorContext);
  return readFileSync(join(root, 'dist/review', name, 'review.md'), 'utf8');
}

const options = {
  from: aprilTree,
  kit: 'april',
  regions: ['fsn1', 'nbg1'],
  set: ['SOVEREIGN_FQDN=april.fleet.example.com'],
};

const added = [
  '  32 × Namespace: metadata.annotations["kustomize.toolkit.fluxcd.io/prune"]',
  '  35 × HelmRelease: metadata.annotations["catalyst.openova.io/sovereign"]',
  '  35 × HelmRelease: metadata.labels["catalyst.openova.io/region"]',
  '  35 × HelmRelease: metadata.labels["catalyst.openova.io/region-role"]',
  '  35 × HelmRelease: metadata.labels["catalyst.openova.io/slot"]',
  '  35 × HelmRelease: spec.driftDetection.mode',
];

withAprilTree('a public kit of 35 slots (skipped where ../shared or kubectl is not there)', () => {
  test('is adopted with its sources kept: 102 objects are equal but for what our contract adds', async () => {
    const { lines } = await runImport(root, { ...options, keepSources: true });
    expect(lines.slice(0, 12)).toEqual([
      '36 files read, 102 objects: 102 equal, 0 replaced, 0 left out; 6 listed.',
      'The kit "april" has 35 slots, 0 parameters, 0 features.',
      'Changed on purpose:',
      '  35 × HelmRepository: apiVersion source.toolkit.fluxcd.io/v1beta2 became source.toolkit.fluxcd.io/v1',
      'Added by our contract:',
      ...added,
      'placeholder left as text (6):',
    ]);
    expect(lines).toContain('0 objects stand as YAML beside a row, 0 rows say a field by `helm`.');
    const report = await reviewText('april');
    expect(report).toContain('\napril, 2 regions: 0 errors, 73 warnings.\n');
    expect(report).toContain(
      '\nA4 (`blocks-of-role`) does not apply: no row of the kit april makes a vCluster (`buildingBlock`).\n',
    );
  });

  test('is adopted with an artifact for each chart, and a second import changes nothing', async () => {
    const { lines, changes } = await runImport(root, options);
    expect(lines.slice(0, 12)).toEqual([
      '36 files read, 102 objects: 67 equal, 35 replaced, 0 left out; 6 listed.',
      'The kit "april" has 35 slots, 0 parameters, 0 features.',
      'Changed on purpose:',
      '  35 × HelmRelease: spec.chart became chartRef to an OCIRepository of its own',
      '  35 × source: gone, since each chart is an artifact of its own',
      'Added by our contract:',
      ...added,
    ]);
    const written = filesIn(root, 'kits/april');
    expect(Object.keys(written)).toHaveLength(38);
    expect(Object.keys(written).filter((path) => path.endsWith('.yaml'))).toEqual(['kits/april/graph.yaml']);
    expect(Object.values(written).join('')).not.toContain('helm:');
    const ours = changes.filter((change) => !change.startsWith('CREATE gitops-out/clusters/april.fleet.example.com/'));
    expect(ours.filter((change) => !change.startsWith('CREATE kits/april/'))).toEqual([
      'CREATE sovereigns/april/sovereign.ts',
      'UPDATE sovereigns/fleet.ts',
    ]);
    expect((await runImport(root, options)).changes).toEqual([]);
  });
});
