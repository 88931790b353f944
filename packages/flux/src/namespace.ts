import { fluxKeys } from './flux-api';
import type { Manifest, Metadata } from './manifest';

/** Flux never deletes the Namespace, so that a slot that moves does not take its data along (fluxcd/flux2#3949). */
const keep = { [fluxKeys.prune]: 'disabled' };

/** A Namespace that Flux makes and never prunes. */
export function namespace({ name, labels, annotations }: Omit<Metadata, 'namespace'>): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels, annotations: { ...annotations, ...keep } },
  };
}
