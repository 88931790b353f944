// For tests: what the real catalogue makes of a spec.
import { bootstrapKit } from '@sovereign-fleet/bootstrap-kit';
import { readBootstrapKit } from '@sovereign-fleet/bootstrap-kit/node';
import { compile, resolve } from '@sovereign-fleet/compiler';
import { parseFleet, parseSovereign, type SovereignSpec, type Tree, valueOf } from '@sovereign-fleet/domain';

/** The tree of a Sovereign in a fleet of examples. */
export function compileSpec(spec: SovereignSpec): Tree {
  const kit = valueOf(readBootstrapKit(bootstrapKit));
  const repository = { url: 'https://git.example.com/platform/fleet', branch: 'main' };
  const fleet = valueOf(parseFleet('fleet.ts', { domain: 'example.com', repository }));
  const sovereign = valueOf(parseSovereign({ source: 'sovereign.ts', name: 'acme', spec }));
  return compile([valueOf(resolve({ sovereign, fleet, kit }))]);
}
