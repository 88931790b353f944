import { releaseObject } from './release-object';
import type { Slot } from './slot';
import type { SlotObject } from './slot-object';

interface Objects {
  /** What slots have beside their HelmReleases, by the names of the slots. */
  readonly objects: Readonly<Record<string, readonly SlotObject[]>>;
}

/**
 * The namespaces of the host cluster that a slot needs: of what it installs, of its HelmRelease, of where Helm keeps
 * it, and of the objects beside it.
 */
export function namespacesOf(slot: Slot, { objects }: Objects): readonly string[] {
  const ofObjects = (objects[slot.name] ?? []).flatMap(({ namespace }) => namespace ?? []);
  const own = [releaseObject(slot).namespace, ...ofObjects];
  // A release in a vCluster is in namespaces of that.
  if (slot.runsIn !== undefined) return own;
  const { storage } = slot.installs ?? {};
  return [...own, slot.namespace.name, ...(storage === undefined ? [] : [storage])];
}
