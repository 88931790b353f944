import { fieldOf } from '../issue/zod-issues';
import { isPlainObject } from '../sovereign/chart-values';
import type { KitIssue } from './kit-issue';
import type { BootstrapKitRows } from './kit-rows';

/** The keys of the labels and annotations by which we find our objects again. */

/** On a HelmRelease: the number of its slot. */
export const slotLabel = 'catalyst.openova.io/slot';

/** On an object, a namespace or a release: the building block that it belongs to. */
export const vclusterRoleLabel = 'catalyst.openova.io/vcluster-role';

/** On every HelmRelease of a kit: the key of its region, and the region's role. */
export const regionLabel = 'catalyst.openova.io/region';
export const regionRoleLabel = 'catalyst.openova.io/region-role';

/** An annotation, since an FQDN can be longer than the 63 characters of a label. */
export const sovereignAnnotation = 'catalyst.openova.io/sovereign';

/** On every node: the canonical label of its region, by the naming convention. */
export const nodeLabel = 'openova.io/region';

type Rows = Pick<BootstrapKitRows, 'labels' | 'annotations' | 'slots'>;

/** Labels and annotations of one release that every release has already. */
export function issuesOfReleaseMetadata({ labels, annotations, slots }: Rows): readonly KitIssue[] {
  const taken = { labels: [...keysOf(labels), slotLabel, vclusterRoleLabel], annotations: keysOf(annotations) };
  return slots.flatMap(({ name, release = {} }) =>
    (['labels', 'annotations'] as const).flatMap((kind) =>
      Object.entries(release[kind] ?? {})
        .filter(([key]) => taken[kind].includes(key))
        .map(([key, value]): KitIssue => {
          const field = `${name}.${fieldOf(['release', kind, key])}`;
          const problem = 'every release of the kit has it already';
          return { field, value, code: 'taken', problem, remedy: 'Take it out' };
        }),
    ),
  );
}

/** What is no map was refused with the shape of the kit. */
function keysOf(map: unknown): readonly string[] {
  return isPlainObject(map) ? Object.keys(map) : [];
}
