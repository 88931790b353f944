import { releaseName } from '../fleet/layout';
import type { Slot } from './slot';

/** Where Flux's own objects live. The package `flux` has the name too; a test of the compiler holds them together. */
export const releaseNamespace = 'flux-system';

/** An object by its name, and where it is. */
export interface ObjectName {
  readonly name: string;
  readonly namespace: string;
}

/** The HelmRelease of a slot. */
export function releaseObject({ name, release }: Slot): ObjectName {
  return { name: release?.name ?? name, namespace: release?.namespace ?? releaseNamespace };
}

/** The name of a slot's release, as Helm knows it. */
export function installedName({ name, installs }: Slot): string {
  return installs?.as ?? releaseName(name);
}

/** The chart of a slot in its source. */
export function chartName({ name, chart }: Slot): string {
  return chart.name ?? name;
}
