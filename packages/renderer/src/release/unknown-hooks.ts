import { type HelmRelease } from '@sovereign-fleet/flux';
import type { TemplatedObjects } from '../contract/ports';
import type { Refusal } from './refusal';

/**
 * What Helm leaves out of a chart without a word, since it knows no such hook. In Flux the post renderers see it before
 * (Helm: action.renderResources), so one that takes the hook off has an object that is not rendered here.
 */
export function unknownHooks(
  { unknownHooks: hooks = [] }: TemplatedObjects,
  { spec }: Pick<HelmRelease, 'spec'>,
): readonly Refusal[] {
  const unknown = ', which Helm does not know, and leaves out without a word';
  const isSeen = spec.postRenderers.length > 0;
  return hooks.map((hook) => {
    const left = `its chart has an object with the hook "${hook}"${unknown}`;
    const seen = '; the post renderers of the release see it before, and what they make of it is not known here';
    const remedy = 'Write a hook that Helm has; CustomResourceDefinitions go into crds/';
    return { kind: isSeen ? 'assumed' : 'left-out', field: 'spec', problem: isSeen ? `${left}${seen}` : left, remedy };
  });
}
