import { chmodSync, cpSync, readdirSync, renameSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canFetchTools } from '@sovereign-fleet/renderer/programs';
import { makeCompiledWorkspace, type NxProcess, startNx } from '@sovereign-fleet/workspace/testing';

const given = ['SOVEREIGN_FLEET_HELM', 'SOVEREIGN_FLEET_KUBECTL'].every((name) => process.env[name] !== undefined);
const runs = canFetchTools || given ? describe : describe.skip;

const tree = 'gitops-out/clusters/acme.example.com';

runs(
  'a render that goes wrong, through the real Nx, helm and kustomize (skipped where no helm and kubectl can be had)',
  () => {
    let root: string;
    let oneNx: NxProcess;
    const saved = () => join(root, 'saved');
    const { SOVEREIGN_FLEET_HELM, SOVEREIGN_FLEET_KUBECTL } = process.env;

    beforeAll(async () => {
      root = makeCompiledWorkspace();
      oneNx = await startNx(root);
      cpSync(join(root, tree), saved(), { recursive: true });
    });

    afterEach(() => {
      rmSync(join(root, tree), { recursive: true, force: true });
      cpSync(saved(), join(root, tree), { recursive: true });
      Object.assign(process.env, { SOVEREIGN_FLEET_HELM, SOVEREIGN_FLEET_KUBECTL });
      if (SOVEREIGN_FLEET_HELM === undefined) delete process.env['SOVEREIGN_FLEET_HELM'];
      if (SOVEREIGN_FLEET_KUBECTL === undefined) delete process.env['SOVEREIGN_FLEET_KUBECTL'];
    });

    afterAll(async () => {
      await oneNx.stop();
      rmSync(root, { recursive: true });
    });

    const render = () => oneNx.task('acme:render', { offline: true, allowMissingCharts: true });

    const change = (file: string, from: string, to: string) => {
      const path = join(root, tree, file);
      const text = readFileSync(path, 'utf8');
      if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
      writeFileSync(path, text.replace(from, to));
    };

    /** A program that does what the script says. */
    const program = (name: string, script: string): string => {
      const path = join(root, name);
      writeFileSync(path, `#!${process.execPath}\n${script}\n`);
      chmodSync(path, 0o755);
      return path;
    };

    const kit = 'Kustomization flux-system/bootstrap-kit';

    test.each([
      {
        what: 'a path that is not there',
        act: () => {
          change('nbg1/bootstrap-kit.yaml', '/nbg1/bootstrap-kit', '/nbg1/nowhere');
        },
        says:
          `failed: ${kit} spec.path: the tree has no folder "clusters/acme.example.com/nbg1/nowhere". ` +
          'Mend ./clusters/acme.example.com/nbg1/nowhere in the tree.',
      },
      {
        what: 'a path outside the tree',
        act: () => {
          change('nbg1/bootstrap-kit.yaml', './clusters/acme.example.com/nbg1/bootstrap-kit', './../../etc');
        },
        says: `failed: ${kit} spec.path: the tree has no folder "etc". Mend ./../../etc in the tree.`,
      },
      {
        what: 'what kustomize refuses',
        act: () => {
          change('nbg1/bootstrap-kit/kustomization.yaml', 'resources:', 'namePrefix: [1]\nresources:');
        },
        says: `failed: ${kit} spec.path: error: invalid Kustomization: `,
      },
      {
        what: 'what a chart refuses',
        act: () => {
          change(
            'nbg1/bootstrap-kit.yaml',
            'SOVEREIGN_REGION_CANONICAL_LABEL: hz-nbg',
            'SOVEREIGN_REGION_CANONICAL_LABEL: ""#',
          );
        },
        says: 'failed: HelmRelease flux-system/bp-dmz-vcluster spec: ',
      },
    ])('$what is said with its region and its object, and the other region goes on', async ({ act, says }) => {
      act();
      const { status, output } = await render();
      const [, nbg1 = ''] = output.split(/^acme\/nbg1: /m);
      expect(output).toContain('acme/fsn1: 48 objects, 3 releases');
      expect(nbg1).toContain(says);
      expect(status).toBe(1);
      expect(readdirSync(join(root, 'dist/render/acme'))).toEqual(['fsn1', 'nbg1']);
    });

    test.each([
      {
        what: 'a helm that dies',
        variable: 'SOVEREIGN_FLEET_HELM',
        says: 'spec: helm was ended by SIGKILL. Run it again where it has',
      },
      {
        what: 'a kubectl that dies',
        variable: 'SOVEREIGN_FLEET_KUBECTL',
        says: 'kubectl was ended by SIGKILL. Run it again where it has',
      },
    ])('$what is said for each region', async ({ variable, says }) => {
      const name = variable === 'SOVEREIGN_FLEET_HELM' ? 'helm' : 'kubectl';
      // Its version it can still say.
      const version = "if (process.argv[2] === 'version') { console.log('v4.1.9'); process.exit(0) }";
      process.env[variable] = program(name, `${version}\nprocess.kill(process.pid, 'SIGKILL')`);
      const { status, output } = await render();
      for (const region of output.split(/^acme\//m).slice(1, 3)) expect(region).toContain(says);
      expect(status).toBe(1);
    });

    test('another source is this tree where the record says so, and else is told with what to write', async () => {
      change('nbg1/bootstrap-kit.yaml', 'kind: GitRepository', 'kind: OCIRepository');
      const source = 'OCIRepository flux-system/flux-system';
      expect((await render()).output).toContain(
        `missing-source: ${kit} spec.sourceRef: its source ${source} is not this tree, so what it applies is not ` +
          'known. Name it in "treeSources" of the kit if it has this tree; if not, review it by itself, or say in ' +
          '"unfollowed" of the kit why it is not looked at.',
      );
      const spec = join(root, 'sovereigns/acme/sovereign.ts');
      const text = readFileSync(spec, 'utf8');
      writeFileSync(spec, text.replace('  regions:', `  treeSources: ['${source}'],\n  regions:`));
      const { output } = await render();
      writeFileSync(spec, text);
      expect(output).toContain('acme/nbg1: 48 objects, 3 releases');
      expect(output).not.toContain('missing-source');
    });

    test('a chart that is there and of another version fails, also where charts may be missing', async () => {
      const file = join(root, 'charts/bp-dmz-vcluster/Chart.yaml');
      const text = readFileSync(file, 'utf8');
      writeFileSync(file, text.replace(/^version: .*$/m, 'version: 0.9.9'));
      const { status, output } = await render();
      writeFileSync(file, text);
      const why = "the workspace's chart bp-dmz-vcluster has version 0.9.9, and the release wants 0.1.0";
      expect(output).toContain(
        `failed: HelmRelease flux-system/bp-dmz-vcluster spec.chartRef: chart bp-dmz-vcluster 0.1.0: ${why}. ` +
          'Mend the chart, or what the release asks for.',
      );
      expect(status).toBe(1);
    });

    test('a render online takes no stand-in for the vcluster chart, and one offline names its stand-in', async () => {
      const online = async () => (await oneNx.task('acme:render', { allowMissingCharts: true })).output;
      const { HTTPS_PROXY, VCLUSTER_CHART } = process.env;
      process.env['HTTPS_PROXY'] = 'http://127.0.0.1:1';
      delete process.env['VCLUSTER_CHART'];
      const real = await online();
      process.env['VCLUSTER_CHART'] = join(root, 'charts/testdata/vcluster');
      const asked = await online();
      delete process.env['VCLUSTER_CHART'];
      const offline = (await render()).output;
      Object.assign(process.env, { HTTPS_PROXY, VCLUSTER_CHART });
      if (HTTPS_PROXY === undefined) delete process.env['HTTPS_PROXY'];
      if (VCLUSTER_CHART === undefined) delete process.env['VCLUSTER_CHART'];
      const standIn = 'acme: rendered with a STAND-IN: vcluster 0.20.0+standin';
      expect(real).toContain('chart bp-dmz-vcluster 0.1.0: it depends on vcluster 0.20.0 from https://charts.loft.sh');
      expect(real).not.toContain('STAND-IN');
      expect(asked).toContain(standIn);
      expect(offline).toContain(standIn);
    });

    test('a render without helm or kubectl names the program that is missing', async () => {
      process.env['SOVEREIGN_FLEET_KUBECTL'] = '/none/kubectl';
      const { status, output } = await render();
      expect(output).toContain('/none/kubectl cannot be started: spawn /none/kubectl ENOENT');
      expect(status).toBe(1);
    });

    test('a render without a tree names the command that makes it', async () => {
      renameSync(join(root, tree), join(root, 'elsewhere'));
      const { status, output } = await render();
      expect(output).toContain(`${tree}: there is no folder clusters/acme.example.com. Run "nx sync".`);
      expect(status).toBe(1);
    });

    test('a link out of the tree fails its region, a file that is not text none, and the other goes on', async () => {
      symlinkSync('/etc/hostname', join(root, tree, 'nbg1/link.yaml'));
      writeFileSync(join(root, tree, 'nbg1/raw.bin'), Buffer.from([0x89, 0xff]));
      const { status, output } = await render();
      const [fsn1 = '', nbg1 = ''] = output.split(/^acme\/nbg1: /m);
      const folder = 'clusters/acme.example.com';
      const remedy = 'Remove it, or leave it out by a .sourceignore.';
      expect(fsn1).toContain('acme/fsn1: 48 objects, 3 releases');
      expect(fsn1).not.toContain('failed: ');
      expect(nbg1).toContain(
        `failed: ${folder}/nbg1/link.yaml: it is a symbolic link that leaves ${folder}. ${remedy}`,
      );
      expect(nbg1).not.toContain(`failed: ${folder}/nbg1/raw.bin`);
      expect(status).toBe(1);
    });

    test('a tree that is a link fails all of it, and what was rendered before stays whole', async () => {
      expect(await render()).toMatchObject({ status: 0 });
      const before = readFileSync(join(root, 'dist/render/acme/fsn1/region.json'), 'utf8');
      const clusters = join(root, 'gitops-out/clusters');
      renameSync(clusters, join(root, 'elsewhere-clusters'));
      symlinkSync('../elsewhere-clusters', clusters);
      const { status, output } = await render();
      rmSync(clusters);
      renameSync(join(root, 'elsewhere-clusters'), clusters);
      expect(output).toContain(`${tree}: clusters is a symbolic link. Remove it.`);
      expect(status).toBe(1);
      expect(readFileSync(join(root, 'dist/render/acme/fsn1/region.json'), 'utf8')).toBe(before);
      expect(readdirSync(join(root, 'dist/render'))).toEqual(['acme']);
    });
  },
);
