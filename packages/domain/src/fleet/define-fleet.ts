import type { FleetSpec } from './fleet';

/** Types what `fleet.ts` exports; it is parsed when it is compiled. What specs call stands where nothing else is. */
export function defineFleet(spec: FleetSpec): FleetSpec {
  return spec;
}
