import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canFetchTools } from '@sovereign-fleet/renderer/programs';
import {
  cacheFolder,
  distinctBuilds,
  distinctRenders,
  type LoggedPrograms,
  logPrograms,
  makeRenderWorkspace,
  renderSpecs,
  type SpecsRender,
} from '@sovereign-fleet/bench';

const given = ['SOVEREIGN_FLEET_HELM', 'SOVEREIGN_FLEET_KUBECTL'].every((name) => process.env[name] !== undefined);
const runs = canFetchTools || given ? describe : describe.skip;

runs(
  'how often programs are started for 6 Sovereigns in 3 regions each (skipped where no helm and kubectl can be had)',
  () => {
    let root: string;
    let distinct: number;
    let builds: number;
    let built: number;
    let programs: LoggedPrograms;
    let first: SpecsRender;

    beforeAll(async () => {
      root = realpathSync(mkdtempSync(join(tmpdir(), 'sovereign-fleet-')));
      const tree = makeRenderWorkspace(root, 6);
      [distinct, builds] = [distinctRenders(tree), distinctBuilds(tree)];
      programs = await logPrograms(join(root, 'programs'));
      first = await renderSpecs(root, 6, 'all');
      built = programs.runs().filter(({ program }) => program === 'kubectl').length;
    });

    afterAll(() => {
      programs.stop();
      rmSync(root, { recursive: true });
    });

    test('Helm no more often than there are distinct renders, which are fewer than the releases', () => {
      const releases = first.regions.flatMap((region) => region.releases);
      expect(releases).toHaveLength(6 * 3 * 5);
      expect(distinct).toBeLessThan(releases.length);
      expect(first.started).toBeGreaterThan(0);
      expect(first.started).toBeLessThanOrEqual(distinct);
    });

    test('kustomize no more often than there are distinct builds, which Sovereigns share but for the FQDN', () => {
      expect(builds).toBeLessThan(2 * 6 * 3);
      expect(built).toBeGreaterThan(0);
      expect(built).toBeLessThanOrEqual(builds);
    });

    test('Helm never in a second run, which gives the same', async () => {
      expect(await renderSpecs(root, 6, 'all')).toEqual({ ...first, started: 0 });
    });

    test('Helm once for an entry of the cache that is damaged, with the same result', async () => {
      const renders = join(cacheFolder(root), 'renders');
      const file = join(renders, readdirSync(renders)[0] ?? '');
      const whole = readFileSync(file, 'utf8');
      writeFileSync(file, whole.slice(0, -10));
      expect(await renderSpecs(root, 6, 'all')).toEqual({ ...first, started: 1 });
      expect(readFileSync(file, 'utf8')).toBe(whole);
    });
  },
);
