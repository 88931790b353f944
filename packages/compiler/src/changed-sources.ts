import type { BootstrapKit } from '@sovereign-fleet/domain';
import { helmRepositoryPatch, type Manifest, ociRepositoryPatch, tagOfVersion } from '@sovereign-fleet/flux';
import type { Part } from './parts';
import { chartUrl, sharedSourceNames } from './slot-file';
import { pullSecretOf, sourceOf } from './slot-release';
import type { ResolvedSlot } from './topology';

/**
 * The version of a chart in a registry is in its OCIRepository, and so is the registry, which a Sovereign may have of
 * its own. A version of a layer takes the kit's digest or range away.
 */
export function changeOfSource(
  { slot, pin }: ResolvedSlot,
  { printedFrom }: Part,
  kit: BootstrapKit,
): readonly Manifest[] {
  const { version, digest, range } = slot.chart;
  const { source } = sourceOf(slot, kit);
  if (source.type !== 'oci') return [];
  const isSame = pin.version === version && pin.digest === digest;
  const digestOfLayer = pin.digest ?? (digest === undefined ? undefined : null);
  const semver = range ? null : undefined;
  const before = sourceOf(slot, printedFrom).source;
  const changed = {
    ...(isSame ? {} : { ref: { tag: tagOfVersion(pin.version), digest: digestOfLayer, semver } }),
    ...changedSecret(pullSecretOf(before, printedFrom), pullSecretOf(source, kit)),
    ...(source.url === before.url ? {} : { url: chartUrl(slot, kit) }),
  };
  return Object.keys(changed).length === 0 ? [] : [ociRepositoryPatch(slot.name, changed)];
}

/** The repositories that slots share, where the Sovereign has another of the name. */
export function changesOfSharedSources({ slots, printedFrom }: Part, kit: BootstrapKit): readonly Manifest[] {
  return sharedSourceNames(slots, printedFrom).flatMap((name) => {
    const [before, after] = [printedFrom.sources[name], kit.sources[name]];
    if (before === undefined || after === undefined || before === after) return [];
    const isRegistry = (url: string) => url.startsWith('oci://');
    const changed = {
      ...changedSecret(pullSecretOf(before, printedFrom), pullSecretOf(after, kit)),
      ...(isRegistry(before.url) === isRegistry(after.url)
        ? {}
        : ({ type: isRegistry(after.url) ? 'oci' : null } as const)),
      ...(after.url === before.url ? {} : { url: after.url }),
    };
    return Object.keys(changed).length === 0 ? [] : [helmRepositoryPatch(name, changed)];
  });
}

function changedSecret(before: string | undefined, after: string | undefined) {
  if (before === after) return {};
  return { secretRef: after === undefined ? null : { name: after } };
}
