// For tests: what the real kit makes of a spec. What they say of it holds for any rows that a kit can have.
import { bootstrapKit } from '@sovereign-fleet/bootstrap-kit';
import { readBootstrapKit } from '@sovereign-fleet/bootstrap-kit/node';
import { type SovereignSpec, type Tree, valueOf } from '@sovereign-fleet/domain';
import { compileExample } from '@sovereign-fleet/workspace/testing';

export function compileSpec(spec: SovereignSpec): Tree {
  return compileExample(spec, valueOf(readBootstrapKit(bootstrapKit)));
}
