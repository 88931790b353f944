import { acmeSource } from '@sovereign-fleet/workspace/testing';
import { changedWorkspace, testRefusals } from '../testing/changed-workspace';
import { withKubectl } from '../testing/with-kubectl';
import regionGenerator from './generator';
import type { RegionOptions } from './options';

const spec = 'sovereigns/acme/sovereign.ts';
const tree = 'gitops-out/clusters/acme.example.com';
const workspace = changedWorkspace();
const { compileAll, edit, textOf, write, written } = workspace;
const run = (options: RegionOptions) => workspace.run(regionGenerator, options);
const refuse = (options: RegionOptions) => workspace.refuse(regionGenerator, options);
const hel1: RegionOptions = { name: 'acme', add: 'hel1' };
const specText = () => textOf(spec);

/** The fleet with ranges for the networks of regions. */
function withRanges(): void {
  const fleet = textOf('sovereigns/fleet.ts');
  const ranges = "network: { pods: '10.0.0.0/9', services: '10.128.0.0/9' },";
  write({ 'sovereigns/fleet.ts': fleet.replace('repository:', `${ranges}\n  repository:`) });
}

withKubectl('nx g region --add (skipped where no kubectl can be had)', () => {
  test('gives a Sovereign a secondary, and touches the folder of that region alone', async () => {
    const { changes, said } = await run(hel1);
    expect(changes.filter((line) => !line.startsWith(`CREATE ${tree}/hel1/`))).toEqual([`UPDATE ${spec}`]);
    expect(specText()).toBe(
      acmeSource.replace(
        /\n {2}\],\n\}\);/,
        "\n    { key: 'hel1', provider: 'hetzner', role: 'secondary' },\n  ],\n});",
      ),
    );
    expect(said[0]).toMatch(/^ {2}fsn1: nothing\n {2}hel1: new: \d+ made\n {2}nbg1: nothing$/m);
    expect(said.slice(1)).toEqual([
      `acme has hel1 as a secondary region, in ${tree}/hel1.`,
      `Next: make its cluster, with the ports between the regions open, and commit ${spec} with gitops-out/. ` +
        '"nx run acme:cloud-init" writes what its servers are made with, "nx run acme:secrets" says its Secrets.',
    ]);
    expect(compileAll().changes).toEqual([]);
    expect(await run(hel1)).toEqual({ changes: [], said: ['Nothing to change.'] });
  });

  test('gives the next number out, and never one that a region had', async () => {
    withRanges();
    edit({ [spec]: acmeSource.replace('  regions', '  networksGiven: 6,\n  regions') });
    await run(hel1);
    const text = specText().replace(/\s+/g, ' ');
    expect(text).toContain("network: { meshId: 7, pods: '10.7.0.0/16', services: '10.135.0.0/16' }");
    expect(text).toContain('networksGiven: 7,');
  });

  test('writes no role where the first region is the primary by its place', async () => {
    edit({ [spec]: acmeSource.replace(/, role: '\w+'/g, '') });
    await run(hel1);
    expect(specText()).toContain("{ key: 'hel1', provider: 'hetzner' },");
    expect(specText()).not.toContain('role');
  });
});

withKubectl('nx g region --remove (skipped where no kubectl can be had)', () => {
  const nbg1: RegionOptions = { name: 'acme', remove: 'nbg1' };
  const merged = { ...nbg1, merged: true };

  test('drains a region first, and takes its tree in a later change; a command more changes nothing', async () => {
    const { changes, said } = await run(nbg1);
    expect(specText()).toContain("{ key: 'nbg1', provider: 'hetzner', role: 'secondary', state: 'draining' },");
    expect(changes.filter((line) => line.startsWith('DELETE'))).toEqual([]);
    expect(said).toEqual([
      'No file of a tree changes.',
      'Step 1 of 2: nbg1 of acme is in no list of the other regions any more, and runs on.',
      `Next: commit ${spec} with gitops-out/. When it is merged and every region is healthy: ` +
        'nx g region acme --remove=nbg1',
      'Back: nx g region acme --add=nbg1',
    ]);
    expect((await refuse(nbg1))[0]).toMatch(/^command line: --merged is not set: step 2 of 2 waits until the step /);
    const second = await run(merged);
    expect(second.changes.filter((line) => !line.startsWith(`DELETE ${tree}/nbg1`))).toEqual([`UPDATE ${spec}`]);
    expect(second.said[0]).toContain('gone in nbg1 of acme');
    expect(second.said.slice(1)).toEqual([
      'Step 2 of 2: nbg1 of acme has no tree any more. Flux deletes nothing, and its cluster runs on.',
      `Next: commit ${spec} with gitops-out/, and delete the cluster at hetzner: its volumes, load balancers and ` +
        'addresses cost until then.',
    ]);
    expect(specText()).toContain("state: 'removed'");
    expect(compileAll().changes).toEqual([]);
    expect(await run(merged)).toEqual({ changes: [], said: ['Nothing to change.'] });
  });

  test('a region that is drained comes back with every byte before', async () => {
    const before = written();
    await run(nbg1);
    await run({ name: 'acme', add: 'nbg1' });
    expect(written()).toEqual(before);
  });

  test('the numbers of a removed region are given to nobody, and its name may come back with others', async () => {
    withRanges();
    const numbers = (id: number) =>
      `network: { meshId: ${id}, pods: '10.${id}.0.0/16', services: '10.${id + 128}.0.0/16' }`;
    const withNumbers = acmeSource
      .replace("role: 'primary'", `role: 'primary', ${numbers(1)}`)
      .replace("role: 'secondary'", `role: 'secondary', ${numbers(2)}`);
    edit({ [spec]: withNumbers });
    await run(nbg1);
    await run(merged);
    expect(specText()).toContain('networksGiven: 2,');
    await run({ name: 'acme', add: 'nbg1' });
    const text = specText().replace(/\s+/g, ' ');
    expect(text).toContain(numbers(3));
    expect(text).toContain('networksGiven: 3,');
    expect(text).not.toContain('removed');
  });
});

test('a region is refused where the kit reads networks and the fleet has no ranges', async () => {
  const readNetworks = (file: string, from: string, to: string) => {
    expect(textOf(file)).toContain(from);
    write({ [file]: textOf(file).replace(from, to) });
  };
  readNetworks(
    'kits/example/parameters.ts',
    'parameters = {',
    "parameters = { PODS: { type: 'string', fact: 'podCidr' },",
  );
  readNetworks('kits/example/kit.ts', "use('SOVEREIGN_FQDN')", "use('SOVEREIGN_FQDN'), pods: use('PODS')");
  const numbers = (id: number) => `network: { meshId: ${id}, pods: '10.${id}.0.0/16', services: '10.9${id}.0.0/16' }`;
  edit({
    [spec]: acmeSource
      .replace("role: 'primary'", `role: 'primary', ${numbers(1)}`)
      .replace("role: 'secondary'", `role: 'secondary', ${numbers(2)}`)
      .replace('  regions', '  networksGiven: 2,\n  regions'),
  });
  const before = written();
  expect(await refuse(hel1)).toEqual([
    'sovereigns/fleet.ts: network is not set: the kit "example" reads the network of each region, and there are no ' +
      "ranges to take it from. Write { pods: '10.0.0.0/9', services: '10.128.0.0/9' }, or the ranges that you keep " +
      'for clusters.',
  ]);
  expect(written()).toEqual(before);
  withRanges();
  await run(hel1);
  expect(specText().replace(/\s+/g, ' ')).toContain('network: { meshId: 3,');
});

test.each(['draining', 'removed'])('the primary is not %s where a person writes it', (state) => {
  write({ [spec]: acmeSource.replace("role: 'primary'", `role: 'primary', state: '${state}'`) });
  expect(compileAll).toThrow(
    `${spec}: regions[0].state is "${state}": it is the primary, without which no region runs mgmt. ` +
      'Remove it, or give the role to another region first.',
  );
});

testRefusals<RegionOptions>(workspace, regionGenerator, [
  {
    what: 'to remove the primary',
    options: { name: 'acme', remove: 'fsn1' },
    says: 'command line: --remove is "fsn1": it is the primary of acme. Give the role to another region first.',
  },
  {
    what: 'to remove a region that is not there',
    options: { name: 'acme', remove: 'hel1' },
    says: 'command line: --remove is "hel1": acme has no such region. Write one of fsn1, nbg1.',
  },
  {
    what: 'to add and remove at once',
    options: { name: 'acme', add: 'hel1', remove: 'nbg1' },
    says: 'command line: --add is "hel1": a region is to be removed, too: nbg1. Take one after the other.',
  },
  {
    what: 'no region',
    options: { name: 'acme' },
    says:
      'command line: --add is not set: no region is named. ' +
      'Write it behind the Sovereign: nx g region acme --add=hel1, or --remove=nbg1.',
  },
  {
    what: 'a region that there is not',
    options: { name: 'acme', add: 'hel2' },
    says: 'command line: --add is "hel2": no provider has a region "hel2". Did you mean "hel1"? ',
  },
  {
    what: 'the key of another provider for a folder that is there',
    options: { name: 'acme', add: 'aws:fsn1' },
    says: 'command line: --add is "aws:fsn1": ',
  },
]);
