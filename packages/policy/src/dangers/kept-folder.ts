import type { ChangeRule } from '../contract/rule';

export const keptFolder: ChangeRule = {
  id: 'kept-folder',
  severity: 'warning',
  title: 'The folder that the Flux of a region reads stays where it is',
  fault: { one: 'region loses its folder', many: 'regions lose their folder', counts: 'findings' },
  why: 'Flux reports the missing path and deletes nothing: the cluster goes on as it was, and nobody reads it.',
  per: 'change',
  check: ({ region, state, before }) => {
    if (state !== 'gone' && state !== 'moved') return [];
    const what = state === 'gone' ? 'its folder leaves' : 'its folder has another path';
    const problem = `${what}, and the ${before.objects.length} objects of its cluster stay, read by nobody`;
    const remedy =
      state === 'gone'
        ? 'Drain the region first, then take its cluster down, then remove it from the record'
        : 'Have the new path in the tree first, point the Flux of the region at it, then remove the old one';
    return [{ at: `region ${region}`, problem, remedy }];
  },
};
