import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesIn, makeSpecs } from '@sovereign-fleet/workspace/testing';
import { runGenerator } from '../testing/run-generator';
import sovereignGenerator from './generator';
import type { SovereignOptions } from './options';

let root: string;

beforeEach(() => {
  root = makeSpecs();
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function writeRanges(ranges: string): void {
  const file = join(root, 'sovereigns/fleet.ts');
  writeFileSync(file, readFileSync(file, 'utf8').replace('  repository:', `  network: ${ranges},\n  repository:`));
}

const run = (options: SovereignOptions) => runGenerator(root, (tree) => sovereignGenerator(tree, options)).changes;

test('a new Sovereign of a fleet with ranges has a network for each region, and a second run changes nothing', () => {
  writeRanges("{ pods: '10.0.0.0/9', services: '10.128.0.0/9' }");
  const options = { name: 'demo', regions: ['hel1', 'fsn1'] };
  run(options);
  expect(filesIn(root, 'sovereigns/demo')['sovereigns/demo/sovereign.ts']).toBe(
    `import { defineSovereign } from '../../kits/example/kit';

export default defineSovereign({
  fqdn: 'demo.fleet.example.com',
  environment: 'prod',
  networksGiven: 2,
  regions: [
    {
      key: 'hel1',
      provider: 'hetzner',
      role: 'primary',
      network: { meshId: 1, pods: '10.1.0.0/16', services: '10.129.0.0/16' },
    },
    {
      key: 'fsn1',
      provider: 'hetzner',
      role: 'secondary',
      network: { meshId: 2, pods: '10.2.0.0/16', services: '10.130.0.0/16' },
    },
  ],
});
`,
  );
  expect(run(options)).toEqual([]);
});

test('ranges that are too narrow for the regions are refused, and nothing is written', () => {
  writeRanges("{ pods: '10.0.0.0/15', services: '10.128.0.0/9' }");
  expect(() => run({ name: 'demo', regions: ['hel1', 'fsn1'] })).toThrow(
    'command line: --regions is 2: the ranges of the fleet have no network number 2. Write wider ranges into network ' +
      'of sovereigns/fleet.ts.',
  );
});

test('a fleet without ranges is asked for them where the kit reads networks, and nothing is written', () => {
  const edit = (file: string, from: string, to: string) => {
    const text = readFileSync(join(root, file), 'utf8');
    expect(text).toContain(from);
    writeFileSync(join(root, file), text.replace(from, to));
  };
  edit(
    'kits/example/parameters.ts',
    'export const parameters = {',
    "export const parameters = {\n  MESH: { type: 'number', fact: 'meshId' },",
  );
  edit(
    'kits/example/kit.ts',
    "sovereignFQDN: use('SOVEREIGN_FQDN')",
    "sovereignFQDN: use('SOVEREIGN_FQDN'), mesh: use('MESH')",
  );
  expect(() => run({ name: 'demo', regions: ['hel1', 'fsn1'] })).toThrow(
    'sovereigns/fleet.ts: network is not set: the kit "example" reads the network of each region, and there are no ' +
      "ranges to take it from. Write { pods: '10.0.0.0/9', services: '10.128.0.0/9' }, or the ranges that you keep " +
      'for clusters.',
  );
});
