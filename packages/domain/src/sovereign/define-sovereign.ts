import type { SovereignSpec } from './sovereign';

/** Types a spec in `sovereign.ts`; it is parsed when it is compiled. What specs call stands where nothing else is. */
export function defineSovereign(spec: SovereignSpec): SovereignSpec {
  return spec;
}
