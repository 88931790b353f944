import { acmeSource, globexSource } from '@sovereign-fleet/workspace/testing';
import { changedWorkspace, testRefusals } from '../testing/changed-workspace';
import { withKubectl } from '../testing/with-kubectl';
import upgradeGenerator from './generator';
import type { UpgradeOptions } from './options';

const spec = 'sovereigns/acme/sovereign.ts';
const row = 'kits/example/kit.ts';
const workspace = changedWorkspace({ 'sovereigns/globex/sovereign.ts': globexSource });
const { compileAll, edit, textOf, written } = workspace;
const cilium: UpgradeOptions = { slot: 'bp-cilium', version: '1.5.0' };
const run = (options: UpgradeOptions) => workspace.run(upgradeGenerator, options);
const refuse = (options: UpgradeOptions) => workspace.refuse(upgradeGenerator, options);

withKubectl('nx g upgrade (skipped where no kubectl can be had)', () => {
  test('takes the row of the kit to the version, and says of all trees what changes, once', async () => {
    const before = textOf(row);
    const { said } = await run(cilium);
    expect(said).toEqual([
      'In 2 Sovereigns, bootstrap-kit/01-cilium.yaml:\n  - tag: 1.4.0\n  + tag: 1.5.0',
      'bp-cilium is 1.5.0 in kit example.',
      'Next: npx nx affected -t review, and commit what was written.',
    ]);
    expect(textOf(row)).toBe(before.replace("version: '1.4.0'", "version: '1.5.0'"));
    expect(compileAll().changes).toEqual([]);
    expect(await run(cilium)).toEqual({ changes: [], said: ['Nothing to change.'] });
  });

  test('the way back is --down, and gives every byte before', async () => {
    const before = written();
    await run(cilium);
    const back = { ...cilium, version: '1.4.0' };
    expect(await refuse(back)).toEqual([
      'command line: version is "1.4.0": it is lower than 1.5.0, and Helm takes no CustomResourceDefinition back. ' +
        'Look whether its data and its CRDs can go back, and say --down.',
    ]);
    await run({ ...back, down: true });
    expect(written()).toEqual(before);
  });

  test('takes one environment to it, in the layers of the fleet', async () => {
    const { said } = await run({ ...cilium, environment: 'stg' });
    expect(said[0]).toMatch(/^What globex gets, beside its tree as it is:\n/);
    expect(textOf('sovereigns/fleet.ts')).toContain(
      "example.with({ environments: { stg: { versions: { 'bp-cilium': { version: '1.5.0' } } } } })",
    );
    expect(compileAll().changes).toEqual([]);
  });

  test('takes one region to it, in the record', async () => {
    const { said } = await run({ ...cilium, only: 'acme', region: 'nbg1' });
    expect(said[0]).toContain('  fsn1: nothing\n  nbg1: 1 changed\n');
    expect(textOf(spec)).toMatch(/key: 'nbg1',[^}]*versions: \{ 'bp-cilium': \{ version: '1\.5\.0' \} \}/s);
  });

  test('takes out of records what the kit has caught up with', async () => {
    await run({ ...cilium, only: 'acme', region: 'nbg1' });
    await run({ ...cilium, only: 'acme' });
    await run(cilium);
    expect(textOf(spec)).not.toContain('1.5.0');
    expect(textOf(spec)).not.toContain('versions');
  });

  test('the digest of another version goes with it, and a new one is written', async () => {
    const digest = `sha256:${'0a'.repeat(32)}`;
    const pinned = `versions: { 'bp-cilium': { version: '1.4.1', digest: '${digest}' } },\n  regions`;
    edit({ [spec]: acmeSource.replace('regions', pinned) });
    await run({ ...cilium, only: 'acme' });
    expect(textOf(spec)).toContain("versions: { 'bp-cilium': { version: '1.5.0' } },");
    const next = `sha256:${'0b'.repeat(32)}`;
    await run({ ...cilium, version: '1.6.0', digest: next, only: 'acme' });
    expect(textOf(spec).replace(/\s+/g, ' ')).toContain(`version: '1.6.0', digest: '${next}'`);
  });
});

testRefusals<UpgradeOptions>(workspace, upgradeGenerator, [
  {
    what: 'no slot',
    options: {},
    says: 'command line: slot is not set: no slot is named. Write both: nx g upgrade bp-cilium 1.5.0.',
  },
  {
    what: 'no version',
    options: { slot: 'bp-cilium' },
    says: 'command line: version is not set: no version is named. Write both: nx g upgrade bp-cilium 1.5.0.',
  },
  {
    what: 'a range',
    options: { ...cilium, version: '1.x' },
    says:
      'command line: version is "1.x": it must be one exact version. ' +
      'Write the version that the registry has, such as 1.5.0.',
  },
  {
    what: 'a slot that no kit has',
    options: { ...cilium, slot: 'bp-cilum' },
    says: 'command line: slot is "bp-cilum": no kit has it. Did you mean "bp-cilium"? ',
  },
  {
    what: 'an environment that is not there',
    options: { ...cilium, environment: 'stage' },
    says: 'command line: --environment is "stage": there is no such environment. ',
  },
  {
    what: 'an environment and a Sovereign',
    options: { ...cilium, environment: 'stg', only: 'acme' },
    says: 'command line: --only is "acme": an environment is named, too. Leave one of them out.',
  },
  {
    what: 'a region without its Sovereign',
    options: { ...cilium, region: 'nbg1' },
    says: 'command line: --region is "nbg1": it is the region of a Sovereign, and none is named. Name it with --only.',
  },
  {
    what: 'a Sovereign that is not there',
    options: { ...cilium, only: 'acne' },
    says: 'command line: --only is "acne": there is no such Sovereign. Did you mean "acme"?',
  },
]);
