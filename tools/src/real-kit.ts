// For tests: what the real catalogue makes of a spec.
import { readFileSync } from 'node:fs';
import { bootstrapKit, parseExpectedSlots } from '@sovereign-fleet/bootstrap-kit';
import { compile, resolve } from '@sovereign-fleet/compiler';
import {
  parseBootstrapKit,
  parseFleet,
  parseSovereign,
  type Result,
  type SovereignSpec,
  type Tree,
} from '@sovereign-fleet/domain';

/** The tree of a Sovereign in a fleet of examples. */
export function compileSpec(spec: SovereignSpec): Tree {
  const source = 'expected-bootstrap-deps.yaml';
  const file = require.resolve('@sovereign-fleet/bootstrap-kit/expected-bootstrap-deps.yaml');
  const slots = valueOf(parseExpectedSlots(source, readFileSync(file, 'utf8')));
  const kit = valueOf(parseBootstrapKit({ source: 'slots.ts', rows: bootstrapKit, lock: { source, slots } }));
  const repository = { url: 'https://git.example.com/platform/fleet', branch: 'main' };
  const fleet = valueOf(parseFleet('fleet.ts', { domain: 'example.com', repository }));
  const sovereign = valueOf(parseSovereign({ source: 'sovereign.ts', name: 'acme', spec }));
  return compile([valueOf(resolve({ sovereign, fleet, kit }))]);
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
}
