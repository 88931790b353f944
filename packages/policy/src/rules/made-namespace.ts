import { bornNamespaces, deliveredObjects } from '@sovereign-fleet/domain';
import { isHarmless, type RenderedObject } from '@sovereign-fleet/renderer';
import { type Breach, firstOfEach } from '../contract/finding';
import type { RegionUnderReview } from '../contract/region-under-review';
import type { ReviewedKit } from '../contract/review-subject';
import type { RegionRule } from '../contract/rule';
import { asApplier } from '../objects/object-id';
import { valueAt } from '../objects/walk';

export const madeNamespace: RegionRule = {
  id: 'made-namespace',
  severity: 'warning',
  title: 'Every namespace that something stands in is made in the tree, or the kit says that it is there',
  fault: { one: 'namespace is made by nobody', many: 'namespaces are made by nobody', counts: 'findings' },
  why: 'What stands in a namespace that is not there is refused, and with it all of its Kustomization or release.',
  per: 'region',
  check: (region) => {
    const made = madeIn(region);
    const { objects, releases } = region.rendered;
    const installed = new Set(releases.map(({ namespace, name }) => `${namespace}/${name}`));
    const needed = objects.flatMap((of) => placesOf(of, installed).map((place) => ({ of, ...place })));
    return firstOfEach(needed.filter(({ namespace }) => !made.has(namespace)).map(breachOf));
  },
};

interface Place {
  readonly namespace: string;
  readonly field: string;
}

/**
 * The namespaces of the region's own cluster that an object needs. Into which a release installs, its objects say; one
 * that installs nothing, as where its slot is off, needs none.
 */
function placesOf(of: RenderedObject, installed: ReadonlySet<string>): readonly Place[] {
  if (of.cluster !== undefined) return [];
  const own = { namespace: of.namespace, field: 'metadata.namespace' };
  const isElsewhere = asApplier(of)?.kind !== 'HelmRelease' || valueAt(of.object, 'spec', 'kubeConfig') !== undefined;
  const isInstalled = installed.has(`${of.namespace}/${of.object.metadata.name}`);
  const ofRelease = isElsewhere ? [] : ['storageNamespace', ...(isInstalled ? [] : ['targetNamespace'])];
  const said = ofRelease.map((key) => ({ namespace: valueAt(of.object, 'spec', key), field: `spec.${key}` }));
  return [own, ...said].filter(
    (place): place is Place => typeof place.namespace === 'string' && place.namespace !== '',
  );
}

function breachOf({ of: at, namespace, field }: Place & { readonly of: RenderedObject }): Breach {
  const problem = `nothing in the tree makes the namespace ${namespace}, and a cluster does not have it from birth`;
  const there = `{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: '${namespace}' } }`;
  const remedy = `Write from: 'slot' in a row of it; or, if somebody else makes it, ${there} in "standIns" of the kit`;
  return { at, field, problem, remedy };
}

/** By what was rendered, and where that is not all, by what rows say of charts that are not known. */
function madeIn({ rendered, namespaceLabels, subject: { kit } }: RegionUnderReview): ReadonlySet<string> {
  const isWhole = rendered.problems.every(isHarmless);
  const said = isWhole ? [] : kit.slots.filter(({ namespace }) => namespace.from !== 'elsewhere');
  return new Set([
    ...bornNamespaces,
    ...namespaceLabels.keys(),
    ...said.map(({ namespace }) => namespace.name),
    ...toldNamespaces(kit),
  ]);
}

/** Those that the kit knows of: of its stand-ins, and those into which Phase 0 delivers. */
function toldNamespaces(kit: ReviewedKit): readonly string[] {
  const { standIns = [] } = kit;
  const delivered = deliveredObjects(kit).filter(({ from }) => from === 'bootstrap');
  const standing = standIns.filter(({ apiVersion, kind }) => apiVersion === 'v1' && kind === 'Namespace');
  return [...delivered.map(({ namespace }) => namespace), ...standing.map(({ metadata }) => metadata.name)];
}
