import { fieldOf } from '../issue/zod-issues';
import { isPlainObject } from '../sovereign/chart-values';
import type { KitIssue } from './kit-issue';
import type { BootstrapKitRows } from './kit-rows';
import { slotLabel, vclusterRoleLabel } from './labels';

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
