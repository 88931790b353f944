import { acmeSource, globexSource } from '@sovereign-fleet/workspace/testing';
import { parseCampaign } from '@sovereign-fleet/pull-request';
import { parse } from 'yaml';
import { changedWorkspace, testRefusals } from '../testing/changed-workspace';
import { withKubectl } from '../testing/with-kubectl';
import upgradeGenerator from './generator';
import type { UpgradeOptions } from './options';

const spec = 'sovereigns/acme/sovereign.ts';
const tree = 'gitops-out/clusters/acme.example.com';
const workspace = changedWorkspace({ 'sovereigns/globex/sovereign.ts': globexSource });
const { compileAll, edit, textOf, write, written } = workspace;
const run = (options: UpgradeOptions) => workspace.run(upgradeGenerator, options);
const refuse = (options: UpgradeOptions) => workspace.refuse(upgradeGenerator, options);
const flux: UpgradeOptions = { slot: 'flux', version: '2.9.3' };
const k3s: UpgradeOptions = { slot: 'k3s', version: 'v1.35.2+k3s1', only: 'acme' };
const acmeWith = (lines: string) => acmeSource.replace('  regions', `${lines}\n  regions`);
const digest = 'ab'.repeat(32);
const digests = `{ k3s: '${digest}', helm: '${digest}', flux: '${digest}' }`;
const cloudInit = `cloudInit: { helmVersion: '3.19.0', sha256: ${digests} },`;
const inFleet = (line: string) => ({
  'sovereigns/fleet.ts': textOf('sovereigns/fleet.ts').replace('  repository', `  ${line}\n  repository`),
});

withKubectl('nx g upgrade flux (skipped where no kubectl can be had)', () => {
  test('says the version in each record, and who takes the clusters to it where no tree does', async () => {
    edit({ [spec]: acmeWith("  fluxVersion: '2.9.1',") });
    const { changes, said } = await run(flux);
    expect(changes).toEqual([`UPDATE ${spec}`, 'UPDATE sovereigns/globex/sovereign.ts']);
    expect(said).toEqual([
      'No file of a tree changes.',
      'flux is 2.9.3 in all Sovereigns.',
      'Nothing in the trees of acme and 1 more installs Flux: run "flux install --version=v2.9.3" in each cluster, ' +
        "or say fluxInstall: 'tree' in sovereigns/fleet.ts.",
      'Before it is merged, run "flux migrate" of Flux 2.9.3 in each cluster: it keeps no API of before.',
      'Next: npx nx affected -t review, and commit what was written.',
    ]);
    expect(await run({ ...flux, version: 'v2.9.3' })).toEqual({ changes: [], said: ['Nothing to change.'] });
  });

  test('changes the tag of the release in each region of a tree that installs Flux, and goes back', async () => {
    const globex = globexSource.replace('  regions', "  fluxVersion: '2.9.1',\n  regions");
    edit({
      [spec]: acmeWith("  fluxVersion: '2.9.1',"),
      'sovereigns/globex/sovereign.ts': globex,
      ...inFleet("fluxInstall: 'tree',"),
    });
    const before = written();
    const { changes, said } = await run({ ...flux, only: 'acme' });
    const files = ['fsn1', 'nbg1'].map((region) => `${tree}/${region}/flux-system/flux.yaml`);
    expect(changes).toEqual([...files.map((file) => `UPDATE ${file}`), `UPDATE ${spec}`]);
    expect(said[0]).toContain('changed OCIRepository flux-system/flux\n    spec.ref.tag: "v2.9.1" → "v2.9.3"');
    expect(said.slice(1)).toEqual(['flux is 2.9.3 in acme.', said.at(-1)]);
    expect(textOf(files[0] ?? '')).toBe((before[files[0] ?? ''] ?? '').replace('v2.9.1', 'v2.9.3'));
    expect((await refuse({ ...flux, version: '2.9.1', only: 'acme' }))[0]).toMatch(
      /^command line: version is "2.9.1": /,
    );
    await run({ ...flux, version: '2.9.1', only: 'acme', down: true });
    expect(written()).toEqual(before);
  });

  test('asks for the digest that Phase 0 holds the download against', async () => {
    edit({ [spec]: acmeWith(`  fluxVersion: '2.9.1',\n  k3sVersion: 'v1.34.1+k3s1',\n  ${cloudInit}`) });
    expect(await refuse({ ...flux, only: 'acme' })).toEqual([
      'command line: --digest is not set: Phase 0 of acme holds the download against cloudInit.sha256, which is of ' +
        'another version. Write the 64 digits that this gives: curl -L ' +
        'https://github.com/fluxcd/flux2/releases/download/v2.9.3/install.yaml | sha256sum.',
    ]);
    await run({ ...flux, only: 'acme', digest: `sha256:${'cd'.repeat(32)}` });
    expect(textOf(spec)).toContain(`k3s: '${digest}', helm: '${digest}', flux: '${'cd'.repeat(32)}' }`);
  });

  test('a record without a version is refused where the trees install Flux', () => {
    write(inFleet("fluxInstall: 'tree',"));
    expect(compileAll).toThrow(
      `${spec}: fluxVersion is not set: "fluxInstall" of sovereigns/fleet.ts has each tree install the Flux of its ` +
        "record. Write the version that its clusters have, such as '2.9.1'.",
    );
  });
});

withKubectl('nx g upgrade k3s (skipped where no kubectl can be had)', () => {
  /** A kit whose slots read the k3s of a region, as a Plan would. */
  const reading = {
    'kits/example/parameters.ts': "  K3S_VERSION: { type: 'string', fact: 'k3sVersion' },\n  MGMT_VCLUSTER_ENABLED",
    'kits/example/kit.ts': "{ name: use('SOVEREIGN_REGION_CANONICAL_LABEL'), k3s: use('K3S_VERSION') }",
  };
  const withReader = () => ({
    'kits/example/parameters.ts': textOf('kits/example/parameters.ts').replace(
      '  MGMT_VCLUSTER_ENABLED',
      reading['kits/example/parameters.ts'],
    ),
    'kits/example/kit.ts': textOf('kits/example/kit.ts').replace(
      "{ name: use('SOVEREIGN_REGION_CANONICAL_LABEL') }",
      reading['kits/example/kit.ts'],
    ),
    'sovereigns/globex/sovereign.ts': globexSource.replace('  regions', "  k3sVersion: 'v1.34.1+k3s1',\n  regions"),
  });

  test('takes one region after the other, the primary last, and then no region says it', async () => {
    edit({ [spec]: acmeWith("  k3sVersion: 'v1.34.1+k3s1',\n  kubeVersion: '1.34.0',"), ...withReader() });
    const before = written();
    const { said } = await run(k3s);
    expect(said[0]).toContain('  fsn1: nothing\n  nbg1: 2 changed\n');
    expect(said[0]).toContain('spec.postBuild.substitute.K3S_VERSION: "v1.34.1+k3s1" → "v1.35.2+k3s1"');
    expect(said.slice(1)).toEqual([
      'k3s is v1.35.2+k3s1 in acme.',
      'nbg1 of acme takes v1.35.2+k3s1. When it is merged and its nodes have it: nx g upgrade k3s v1.35.2+k3s1 ' +
        '--only=acme',
      'Next: npx nx affected -t review, and commit what was written.',
    ]);
    expect(textOf(spec)).toMatch(/key: 'nbg1',[^}]*k3sVersion: 'v1\.35\.2\+k3s1'/s);
    expect((await refuse(k3s))[0]).toMatch(
      /^command line: --merged is not set: the next region of acme waits until the step before is merged/,
    );
    const last = await run({ ...k3s, merged: true });
    expect(last.said[0]).toContain('  fsn1: 2 changed\n  nbg1: nothing\n');
    expect(last.said).toContain('fsn1 of acme takes v1.35.2+k3s1, the last of its regions.');
    expect(textOf(spec)).toBe(acmeWith("  k3sVersion: 'v1.35.2+k3s1',"));
    expect(compileAll().changes).toEqual([]);
    expect(await run(k3s)).toEqual({ changes: [], said: ['Nothing to change.'] });
    expect(before[spec]).toContain('kubeVersion');
  });

  test('half way it goes back to every byte', async () => {
    edit({ [spec]: acmeWith("  k3sVersion: 'v1.34.1+k3s1',"), ...withReader() });
    const before = written();
    await run(k3s);
    await run({ ...k3s, version: 'v1.34.1+k3s1', down: true });
    expect(written()).toEqual(before);
  });

  test('says so where no slot reads it, and takes the digest of the last region', async () => {
    edit({ [spec]: acmeWith(`  fluxVersion: '2.9.1',\n  k3sVersion: 'v1.34.1+k3s1',\n  ${cloudInit}`) });
    const { said } = await run({ ...k3s, region: 'fsn1' });
    expect(said).toContain(
      'No slot of acme reads it: upgrade its nodes by hand, or give the kit a slot with a Plan for the ' +
        'system-upgrade-controller',
    );
    expect((await refuse({ ...k3s, merged: true }))[0]).toContain(
      'curl -L https://github.com/k3s-io/k3s/releases/download/v1.35.2%2Bk3s1/sha256sum-amd64.txt',
    );
    await run({ ...k3s, merged: true, digest: 'cd'.repeat(32) });
    expect(textOf(spec)).toContain(`k3s: '${'cd'.repeat(32)}', helm: '${digest}'`);
    expect(textOf(spec).match(/k3sVersion/g)).toHaveLength(1);
  });

  test('a minor version is not left out, and a record that says nothing is asked', async () => {
    edit({ [spec]: acmeWith("  k3sVersion: 'v1.33.4+k3s1',") });
    expect(await refuse(k3s)).toEqual([
      'command line: version is "v1.35.2+k3s1": acme has v1.33.4+k3s1, and k3s takes one minor version after the ' +
        'other. Go to a release of v1.34 first.',
    ]);
    edit({ [spec]: acmeSource });
    expect(await refuse(k3s)).toEqual([
      `${spec}: k3sVersion is not set: nothing says which k3s acme has now. Write the one that its nodes have, such ` +
        "as 'v1.34.1+k3s1'.",
    ]);
  });
});

withKubectl('nx g upgrade --campaign (skipped where no kubectl can be had)', () => {
  test('writes the waves beside the version, and its name among the campaigns of the fleet', async () => {
    const { changes } = await run({ slot: 'bp-cilium', version: '1.5.0', environment: 'prod', campaign: true });
    const file = 'sovereigns/cilium-1-5-0.campaign.yaml';
    expect(changes).toContain(`CREATE ${file}`);
    const campaign = parseCampaign(file, parse(textOf(file)));
    expect(campaign).toMatchObject({ ok: true, value: { selector: { environments: ['prod'] } } });
    const fleet = textOf('sovereigns/fleet.ts');
    expect(fleet).toContain(`campaigns: ['${file}']`);
    expect(fleet).toContain("versions: { 'bp-cilium': { version: '1.5.0' } }");
    write({ [file]: textOf(file).replace('soak: 60', 'soak: 5') });
    const again = await run({ slot: 'bp-cilium', version: '1.5.0', environment: 'prod', campaign: true });
    expect(again).toEqual({ changes: [], said: ['Nothing to change.'] });
    expect(textOf(file)).toContain('soak: 5\n');
  });
});

testRefusals<UpgradeOptions>(workspace, upgradeGenerator, [
  {
    what: 'a Flux that is no release',
    options: { slot: 'flux', version: '2.9.1-rc.1' },
    says: 'command line: version is "2.9.1-rc.1": it must be a release of Flux. Write it as 2.9.1.',
  },
  {
    what: 'a Flux of one region',
    options: { ...flux, only: 'acme', region: 'nbg1' },
    says: 'command line: --region is "nbg1": a Sovereign has one Flux in all regions. Leave it out.',
  },
  {
    what: 'a k3s that is no release',
    options: { ...k3s, version: '1.35.2' },
    says: 'command line: version is "1.35.2": it must be a release of k3s. Write it as v1.36.2+k3s1.',
  },
  {
    what: 'a campaign of k3s',
    options: { slot: 'k3s', version: 'v1.35.2+k3s1', campaign: true },
    says: 'command line: --campaign is true: k3s goes from region to region already. Leave it out.',
  },
  {
    what: 'a campaign for one Sovereign',
    options: { slot: 'bp-cilium', version: '1.5.0', only: 'acme', campaign: true },
    says:
      'command line: --only is "acme": a campaign takes many Sovereigns through waves. ' +
      'Leave out --campaign, or --only.',
  },
]);
