/** The keys of the labels and annotations by which we find our objects again. */

/** On a HelmRelease: the number of its slot. */
export const slotLabel = 'catalyst.openova.io/slot';

/** The number of the slot that brings the network of a region. */
export const networkSlot = '01';

/** On an object, a namespace or a release: the building block that it belongs to. */
export const vclusterRoleLabel = 'catalyst.openova.io/vcluster-role';

/** On every HelmRelease of a kit: the key of its region, and the region's role. */
export const regionLabel = 'catalyst.openova.io/region';
export const regionRoleLabel = 'catalyst.openova.io/region-role';

/** An annotation, since an FQDN can be longer than the 63 characters of a label. */
export const sovereignAnnotation = 'catalyst.openova.io/sovereign';

/** On every node: the canonical label of its region, by the naming convention. */
export const nodeLabel = 'openova.io/region';

/** Whether the key of a label names the role of a region: ours, or what people call it. No node may have it. */
export function namesRegionRole(key: string): boolean {
  const words = key
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);
  return words.includes('region') && words.includes('role');
}
