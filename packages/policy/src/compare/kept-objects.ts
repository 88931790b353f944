import { isJsonMap, type JsonMap } from '@sovereign-fleet/domain';
import { fluxKeys } from '@sovereign-fleet/flux';
import type { Applier, RenderedObject, RenderedRegion } from '@sovereign-fleet/renderer';
import { applierTitle, asApplier, objectTitle } from '../objects/object-id';
import type { Sides } from './object-pair';

/** Why the cluster keeps an object as it is, or undefined where Flux deletes or changes it. */
export interface Keeping {
  readonly ofRemoved: (before: RenderedObject) => string | undefined;
  readonly ofChanged: (before: RenderedObject, after: RenderedObject) => string | undefined;
  readonly ofAdded: (after: RenderedObject) => string | undefined;
}

/**
 * What Flux and Helm leave in the cluster when it is no longer in a region's tree, and what they leave unchanged. Flux
 * looks at the object in the cluster, so at that of the base (kustomize-controller: deleteObjects, finalizer; Helm:
 * resource policy; helm-controller: applyCRDs).
 */
export function keepingOf({ before, after }: Sides<RenderedRegion>): Keeping {
  const was = appliersOf(before);
  const is = appliersOf(after);
  const excluded = new Set(after.problems.filter(({ kind }) => kind === 'excluded').map(({ object }) => object));
  const ofRemoved = (one: RenderedObject, seen: readonly string[] = []): string | undefined => {
    if (excluded.has(objectTitle(one))) return 'it is excluded now, so Flux neither changes nor deletes it';
    const title = applierTitle(one.appliedBy);
    const [old, now] = [was.get(title), is.get(title)];
    if (now !== undefined || old === undefined || seen.includes(title)) {
      return reasonWhileApplied(one, specOf(now ?? old), title);
    }
    const stays = ofRemoved(old, [...seen, title]);
    return stays === undefined
      ? reasonAfterDeletion(one, specOf(old), title)
      : `${title} stays, and all that it applies`;
  };
  const ofAdded = ({ crdUpgrade, appliedBy }: RenderedObject): string | undefined =>
    crdUpgrade === 'Skip' && was.has(applierTitle(appliedBy)) ? crdReason(crdUpgrade, appliedBy) : undefined;
  return { ofRemoved: (one) => ofRemoved(one), ofChanged: unchangedReason, ofAdded };
}

/** Whether an object of Flux was suspended: when it goes, what it applied stays, which no render shows. */
export function leavesAll(applier: RenderedObject): boolean {
  return asApplier(applier) !== undefined && specOf(applier)?.['suspend'] === true;
}

function appliersOf({ objects }: RenderedRegion): ReadonlyMap<string, RenderedObject> {
  return new Map(
    objects.flatMap((object) => {
      const applier = asApplier(object);
      return applier === undefined ? [] : [[applierTitle(applier), object] as const];
    }),
  );
}

function specOf(applier: RenderedObject | undefined): JsonMap | undefined {
  const spec = applier?.object['spec'];
  return isJsonMap(spec) ? spec : undefined;
}

/** Without a spec it is the Kustomization that Flux itself is started with, and that prunes. */
function reasonWhileApplied(one: RenderedObject, spec: JsonMap | undefined, title: string): string | undefined {
  if (spec?.['suspend'] === true) return `${title} is suspended, and leaves what it applied as it is`;
  if (one.appliedBy.kind === 'HelmRelease') return helmReason(one, (policy) => policy === 'keep');
  if (spec !== undefined && spec['prune'] !== true) return `${title} has prune: false, so Flux deletes nothing of it`;
  return markReason(one);
}

function reasonAfterDeletion(one: RenderedObject, spec: JsonMap | undefined, title: string): string | undefined {
  // On an uninstall, Helm leaves an object whatever its policy is (Helm: filterManifestsToKeep).
  if (one.appliedBy.kind === 'HelmRelease') return helmReason(one, () => true);
  const policy = spec?.['deletionPolicy'] ?? 'MirrorPrune';
  const isDeleted = policy === 'MirrorPrune' ? spec?.['prune'] === true : policy !== 'Orphan';
  if (isDeleted) return markReason(one);
  const why = policy === 'Orphan' ? 'deletionPolicy: Orphan' : 'prune: false';
  return `${title} has ${why}, so Flux deletes nothing of it`;
}

function markReason({ object: { metadata } }: RenderedObject): string | undefined {
  const isMarked = [metadata.labels, metadata.annotations].some((texts) => isSame(texts?.[fluxKeys.prune], 'disabled'));
  return isMarked ? `it has ${fluxKeys.prune}: disabled, so Flux does not delete it` : undefined;
}

/** Flux compares without the case of letters (fluxcd/pkg: ssa, AnyInMetadata). */
function isSame(text: unknown, value: string): boolean {
  return typeof text === 'string' && text.toLowerCase() === value.toLowerCase();
}

const resourcePolicy = 'helm.sh/resource-policy';

function helmReason(one: RenderedObject, keeps: (policy: string) => boolean): string | undefined {
  const annotations = one.object.metadata.annotations ?? {};
  if (one.crdUpgrade !== undefined) return "it is in the chart's crds/, of which Helm deletes nothing";
  const hook = annotations['helm.sh/hook'];
  if (typeof hook === 'string') return `it is a hook of Helm (${hook}), which Helm deletes by its own policy alone`;
  const policy = annotations[resourcePolicy];
  return typeof policy === 'string' && keeps(policy)
    ? `it has ${resourcePolicy}: ${policy}, so Helm leaves it`
    : undefined;
}

function unchangedReason(before: RenderedObject, after: RenderedObject): string | undefined {
  const { crdUpgrade, appliedBy, object } = after;
  if (before.crdUpgrade !== undefined && crdUpgrade !== undefined && crdUpgrade !== 'CreateReplace') {
    return crdReason(crdUpgrade, appliedBy);
  }
  const { labels, annotations } = object.metadata;
  const isOnce = [labels, annotations].some((texts) => isSame(texts?.[fluxKeys.ssa], 'IfNotPresent'));
  const isApplied = appliedBy.kind === 'Kustomization' && isOnce;
  return isApplied ? `it has ${fluxKeys.ssa}: IfNotPresent, so Flux does not change it once it is there` : undefined;
}

function crdReason(policy: string, appliedBy: Applier): string {
  const does = policy === 'Skip' ? 'applies none' : 'adds new ones and changes none';
  const which = `it is in the chart's crds/, of which an upgrade of ${applierTitle(appliedBy)}`;
  return `${which} ${does} (upgrade.crds: ${policy})`;
}
