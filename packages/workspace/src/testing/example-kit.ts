// For tests and benchmarks: what the kit of the test workspaces makes of a spec, whatever rows the real kit has.
import { compile, resolve } from '@sovereign-fleet/compiler';
import {
  type BootstrapKit,
  type Fleet,
  parseBootstrapKit,
  parseFleet,
  parseSovereign,
  type SovereignSpec,
  type Tree,
  valueOf,
} from '@sovereign-fleet/domain';
// By path: what tests stand on is offered to nobody else.
export { default as acme } from './testdata/workspace/sovereigns/acme/sovereign';
export { default as globex } from './testdata/workspace/sovereigns/globex/sovereign';
import rows from './testdata/workspace/kits/example/kit';

export function exampleKit(): BootstrapKit {
  const slots = rows.slots.map(({ number, name, dependsOn }) => ({ slot: number, name, depends_on: dependsOn }));
  return valueOf(parseBootstrapKit({ source: 'kit.ts', rows, lock: { source: 'graph.yaml', slots } }));
}

function exampleFleet(): Fleet {
  const repository = { url: 'https://git.example.com/platform/fleet', branch: 'main' };
  return valueOf(parseFleet('fleet.ts', { domain: 'example.com', repository }));
}

/** The tree of a Sovereign in a fleet of examples. */
export function compileExample(spec: SovereignSpec, kit = exampleKit()): Tree {
  const sovereign = valueOf(parseSovereign({ source: 'sovereign.ts', name: 'acme', spec }));
  return compile([valueOf(resolve({ sovereign, fleet: exampleFleet(), kits: [kit] }))]);
}
