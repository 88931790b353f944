// For tests: changes of what was rendered, one thing each.
import { isJsonList, isJsonMap, type Json } from '@sovereign-fleet/domain';
import type { KubernetesObject, RenderedObject, RenderedRegion, RenderProblem } from '@sovereign-fleet/renderer';
import { objectTitle } from '../objects/object-id';
import type { ReviewSubject } from '../contract/review-subject';
import type { Step } from '../objects/walk';

export type ChangeRegion = (region: RenderedRegion) => RenderedRegion;

/** The subject with a change in some of its regions. */
export function withChange(subject: ReviewSubject, keys: readonly string[], change: ChangeRegion): ReviewSubject {
  const regions = subject.rendered.regions.map((region) => (keys.includes(region.region) ? change(region) : region));
  return { ...subject, rendered: { ...subject.rendered, regions } };
}

/** Sets a value in an object, or takes it out where the value is undefined. */
export function set(title: string, steps: readonly Step[], value: Json | undefined): ChangeRegion {
  return (region) => {
    if (!region.objects.some((one) => objectTitle(one) === title)) throw new Error(`no ${title}`);
    const objects = region.objects.map((one) =>
      // A test does not take away what every object has.
      objectTitle(one) === title ? { ...one, object: putValue(one.object, steps, value) as KubernetesObject } : one,
    );
    return { ...region, objects };
  };
}

function putValue(at: Json | undefined, [step, ...rest]: readonly Step[], value: Json | undefined): Json | undefined {
  if (step === undefined) return value;
  if (typeof step === 'number') {
    const items = isJsonList(at) ? [...at] : [];
    items[step] = putValue(items[step], rest, value) ?? null;
    return items;
  }
  const map = isJsonMap(at) ? at : {};
  const { [step]: old, ...others } = map;
  const changed = putValue(old, rest, value);
  return changed === undefined ? others : { ...map, [step]: changed };
}

export function add(...objects: readonly RenderedObject[]): ChangeRegion {
  return (region) => ({ ...region, objects: [...region.objects, ...objects] });
}

/** What a release installs goes into another cluster. */
export function toCluster(release: string, cluster: string): ChangeRegion {
  return (region) => ({
    ...region,
    objects: region.objects.map((one) => (one.appliedBy.name === release ? { ...one, cluster } : one)),
  });
}

export function remove(title: string): ChangeRegion {
  return (region) => ({ ...region, objects: region.objects.filter((one) => objectTitle(one) !== title) });
}

export function fail(...problems: readonly RenderProblem[]): ChangeRegion {
  return (region) => ({ ...region, problems: [...region.problems, ...problems] });
}

/** One change after the other. */
export function combine(...changes: readonly ChangeRegion[]): ChangeRegion {
  return (region) => changes.reduce((result, change) => change(result), region);
}
