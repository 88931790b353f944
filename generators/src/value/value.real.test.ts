import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findKubectl } from '@sovereign-fleet/renderer/programs';
import { acmeSource } from '@sovereign-fleet/workspace/testing';
import { changedWorkspace, testRefusals } from '../testing/changed-workspace';
import { withKubectl } from '../testing/with-kubectl';
import valueGenerator from './generator';
import type { ValueOptions } from './options';

const spec = 'sovereigns/acme/sovereign.ts';
const workspace = changedWorkspace();
const { compileAll, edit, textOf, written } = workspace;
const mtu: ValueOptions = { name: 'acme', slot: 'bp-cilium', path: 'cilium.mtu', value: '1400' };
const run = (options: ValueOptions, isDry = false) => workspace.run(valueGenerator, options, isDry);
const refuse = (options: ValueOptions) => workspace.refuse(valueGenerator, options);
const specText = () => textOf(spec);

/** Does it, and says how often kustomize was started. */
async function countBuilds<Done>(work: () => Promise<Done>): Promise<Done & { readonly builds: number }> {
  const { SOVEREIGN_FLEET_KUBECTL: given } = process.env;
  const folder = mkdtempSync(join(tmpdir(), 'counted-'));
  const [program, list] = [join(folder, 'kubectl'), join(folder, 'builds')];
  writeFileSync(program, `#!/bin/sh\n[ "$1" = version ] || echo >>'${list}'\nexec '${await findKubectl()}' "$@"\n`);
  chmodSync(program, 0o755);
  process.env['SOVEREIGN_FLEET_KUBECTL'] = program;
  try {
    const done = await work();
    return { ...done, builds: readFileSync(list, 'utf8').length };
  } finally {
    if (given === undefined) delete process.env['SOVEREIGN_FLEET_KUBECTL'];
    else process.env['SOVEREIGN_FLEET_KUBECTL'] = given;
    rmSync(folder, { recursive: true });
  }
}

withKubectl('nx g value (skipped where no kubectl can be had)', () => {
  test('says the value in the record, compiles it, and says before what each region gets', async () => {
    const dry = await run(mtu, true);
    const { changes, said } = await run(mtu);
    expect(said).toEqual([
      [
        'What acme gets, beside its tree as it is:',
        '  fsn1: 1 changed',
        '  nbg1: 1 changed',
        '  5 releases: what the charts make of it is said with --render.',
        'Alike in 2 regions of acme (fsn1, nbg1)',
        '  changed HelmRelease flux-system/bp-cilium',
        '    spec.values.cilium.mtu: not there → 1400',
      ].join('\n'),
      'cilium.mtu of bp-cilium in acme is said in its record.',
      `Next: look at the differences, and commit ${spec} with gitops-out/.`,
    ]);
    expect(dry).toEqual({ changes, said: said.slice(0, 1) });
    expect(specText()).toContain("  overrides: { 'bp-cilium': { cilium: { mtu: 1400 } } },\n});\n");
    expect(() => compileAll()).not.toThrow();
    expect(compileAll().changes).toEqual([]);
  });

  test('a second run changes nothing, and the value taken out again gives every byte before', async () => {
    const before = written();
    await run(mtu);
    expect(await run(mtu)).toEqual({ changes: [], said: ['Nothing to change.'] });
    await run({ name: 'acme', slot: 'bp-cilium', path: 'cilium.mtu', remove: true });
    expect(written()).toEqual(before);
  });

  test('a value of one region is said there', async () => {
    const { said, builds } = await countBuilds(() => {
      return run({ ...mtu, value: '1.10', string: true, region: 'nbg1' });
    });
    expect(said[0]).toContain('  fsn1: nothing\n  nbg1: 1 changed\n');
    expect(said[0]).toContain('spec.values.cilium.mtu: not there → "1.10"');
    // Six for the tree as it is. After the change it differs in one folder, the kit of nbg1.
    expect(builds).toBe(7);
  });

  test('what a person wrote by hand stays as it is', async () => {
    const byHand = acmeSource
      .replace("environment: 'prod',", '// the audit wants it so\n  environment: "prod",')
      .replace(
        '  regions: [',
        "  overrides: { 'bp-cilium': { cilium: { debug: { enabled: true } } } }, // since May\n  regions: [",
      );
    edit({ [spec]: byHand });
    await run(mtu);
    expect(specText()).toBe(byHand.replace('debug: { enabled: true }', 'debug: { enabled: true }, mtu: 1400'));
  });

  test('an object that a function gives to several regions is refused, and nothing is written', async () => {
    const shared = acmeSource
      .replace(
        'export default',
        "const own = { 'bp-cilium': { cilium: {} } };\n" +
          'const add = <T,>(one: T) => ({ ...one, overrides: own });\nexport default',
      )
      .replace(/\{ key: 'nbg1'.*?\}/, (region) => `add(${region})`);
    edit({ [spec]: shared });
    const before = written();
    expect(await refuse({ ...mtu, region: 'nbg1' })).toEqual([
      `${spec}: regions["nbg1"].overrides["bp-cilium"].cilium.mtu is "in line 12": ` +
        'this region is worked out there, and not written down. Write there 1400.',
    ]);
    expect(written()).toEqual(before);
  });
});

testRefusals<ValueOptions>(workspace, valueGenerator, [
  {
    what: 'no Sovereign',
    options: { slot: 'bp-cilium', path: 'a', value: '1' },
    says: 'command line: name is not set: no Sovereign is named. Write one of acme.',
  },
  {
    what: 'one that is not there',
    options: { ...mtu, name: 'acne' },
    says: 'command line: name is "acne": there is no such Sovereign. Did you mean "acme"? Write one of acme.',
  },
  {
    what: 'no slot',
    options: { name: 'acme' },
    says:
      'command line: slot is not set: no slot is named. ' +
      'Write them behind the Sovereign: nx g value acme bp-cilium cilium.mtu 1400.',
  },
  {
    what: 'no value',
    options: { ...mtu, value: undefined },
    says:
      'command line: value is not set: there is none. ' +
      'Write them behind the Sovereign: nx g value acme bp-cilium cilium.mtu 1400.',
  },
  {
    what: 'a value and its removal',
    options: { ...mtu, remove: true },
    says: 'command line: --remove is "1400": a value is given, and --remove takes one out. Leave one of them out.',
  },
  {
    what: 'a region that it does not have',
    options: { ...mtu, region: 'hel1' },
    says: 'command line: --region is "hel1": acme has no such region. Write one of fsn1, nbg1.',
  },
  {
    what: 'a path into a list',
    options: { ...mtu, path: 'hosts[0].name' },
    says:
      'command line: path is "hosts[0].name": a layer replaces a list as a whole. ' +
      'Write hosts and the whole list as JSON.',
  },
  {
    what: 'a slot that is not there',
    options: { ...mtu, slot: 'bp-cilum' },
    says: `${spec}: overrides["bp-cilum"] is { cilium }: the bootstrap kit has no such slot. Did you mean "bp-cilium"?`,
  },
  {
    what: 'what a parameter feeds',
    options: { ...mtu, path: 'global.sovereignFQDN' },
    says: `${spec}: overrides["bp-cilium"].global.sovereignFQDN is 1400: SOVEREIGN_FQDN feeds this value. `,
  },
  {
    what: 'null',
    options: { ...mtu, value: 'null' },
    says:
      'command line: value is "null": null takes a default away. ' +
      'Write drop() there in the record, or take it as a text with --string.',
  },
  {
    what: 'a number that TypeScript rounds',
    options: { ...mtu, value: '12345678901234567890' },
    says:
      'command line: value is "12345678901234567890": a number of a record cannot say it exactly. ' +
      'Take it as a text with --string.',
  },
  {
    what: 'an option that is not there',
    options: { ...mtu, reigon: 'nbg1' } as ValueOptions,
    says: 'command line: --reigon is "nbg1": there is no such option. Did you mean "--region"?',
  },
]);
