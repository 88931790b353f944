import { acmeSource, globexSource } from '@sovereign-fleet/workspace/testing';
import { changedWorkspace, testRefusals } from '../testing/changed-workspace';
import { withKubectl } from '../testing/with-kubectl';
import retireGenerator from './generator';
import type { RetireOptions } from './options';

const spec = 'sovereigns/acme/sovereign.ts';
const tree = 'gitops-out/clusters/acme.example.com';
const workspace = changedWorkspace({ 'sovereigns/globex/sovereign.ts': globexSource });
const { compileAll, edit, textOf, written } = workspace;
const acme: RetireOptions = { name: 'acme', fqdn: 'acme.example.com' };
const merged = { ...acme, merged: true };
const run = (options: RetireOptions) => workspace.run(retireGenerator, options);
const refuse = (options: RetireOptions) => workspace.refuse(retireGenerator, options);

withKubectl('nx g retire (skipped where no kubectl can be had)', () => {
  test('suspends every release, then has no tree any more, and keeps the record', async () => {
    const { said, changes } = await run(acme);
    expect(changes.filter((line) => line.startsWith('DELETE'))).toEqual([]);
    const releases = Object.keys(written()).filter((path) => /\/acme\.example\.com\/bootstrap-kit\/\d/.test(path));
    const overlay = textOf(`${tree}/nbg1/bootstrap-kit/kustomization.yaml`);
    expect(overlay.match(/suspend: true/g)).toHaveLength(releases.length);
    expect(said.slice(1)).toEqual([
      'Step 1 of 2: every release of acme is suspended: what runs goes on, and Flux changes none of it.',
      `Next: commit ${spec} with gitops-out/. When it is merged and every region is healthy: ` +
        'nx g retire acme --fqdn=acme.example.com',
      'Back: nx g retire acme --fqdn=acme.example.com --back',
    ]);
    expect(textOf(spec)).toContain("state: 'retiring',");
    const second = await run(merged);
    expect(second.changes.filter((line) => !line.startsWith(`DELETE ${tree}`))).toEqual([`UPDATE ${spec}`]);
    expect(second.said[0]).toContain('gone in 2 regions of acme (fsn1, nbg1)');
    expect(second.said.slice(1)).toEqual([
      'Step 2 of 2: acme has no tree any more. Flux deletes nothing, and its clusters run on.',
      `Next: commit ${spec} with gitops-out/. Then delete the clusters (fsn1 at hetzner, nbg1 at hetzner): volumes, ` +
        'load balancers and addresses cost until then.',
      'Its record stays, so that nobody gets its FQDN. Back: nx g retire acme --fqdn=acme.example.com --back',
    ]);
    expect(textOf(spec)).toContain("state: 'retired',");
    expect(compileAll().changes).toEqual([]);
    expect(await run(merged)).toEqual({ changes: [], said: ['Nothing to change.'] });
  });

  test('goes back to every byte', async () => {
    const before = written();
    await run(acme);
    await run(merged);
    await run({ ...acme, back: true });
    expect(textOf(spec)).toContain("state: 'retiring',");
    await run({ ...acme, back: true });
    expect(written()).toEqual(before);
  });

  test('waits for the first step', async () => {
    await run(acme);
    const before = written();
    expect((await refuse(acme))[0]).toMatch(/^command line: --merged is not set: step 2 of 2 waits until the step /);
    expect(written()).toEqual(before);
  });
});

testRefusals<RetireOptions>(workspace, retireGenerator, [
  {
    what: 'an FQDN that is not typed',
    options: { name: 'acme' },
    says:
      'command line: --fqdn is not set: it is not the FQDN of acme. ' +
      'Look which Sovereign is meant, and type its FQDN out.',
  },
  {
    what: 'the FQDN of another',
    options: { name: 'acme', fqdn: 'acme.example.org' },
    says: 'command line: --fqdn is "acme.example.org": it is not the FQDN of acme.',
  },
  {
    what: 'a step back where none was taken',
    options: { ...acme, back: true },
    says: 'command line: --back is true: acme is not on its way out. Leave it out.',
  },
]);

test('a protected Sovereign does not retire', async () => {
  edit({ [spec]: acmeSource.replace('  regions', '  protected: true,\n  regions') });
  expect(await refuse(acme)).toEqual([
    `${spec}: protected is true: acme lets no volume go. Take "protected" out first, in a change of its own.`,
  ]);
});
