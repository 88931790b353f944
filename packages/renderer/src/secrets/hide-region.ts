import type { SecretHider } from './secret-hider';
import type { RenderedObject, RenderedRegion, RenderedRelease, RenderProblem } from '../contract/rendered';

/**
 * The region without anything that a Secret holds. This is the renderer's only way out: everything printed comes from
 * it.
 */
export function hideRegion({ region, objects, releases, problems }: RenderedRegion, hide: SecretHider): RenderedRegion {
  return {
    region,
    objects: objects.map((one) => hideInObject(one, hide)),
    releases: releases.map((one) => hideInRelease(one, hide)),
    problems: problems.map((one) => hideInProblem(one, hide)),
  };
}

function hideInObject(one: RenderedObject, hide: SecretHider): RenderedObject {
  const { appliedBy, namespace, object, crdUpgrade } = one;
  const crd = crdUpgrade === undefined ? {} : { crdUpgrade };
  const by = { kind: appliedBy.kind, namespace: hide.name(appliedBy.namespace), name: hide.name(appliedBy.name) };
  const place = { namespace: hide.name(namespace), ...hideCluster(one, hide) };
  return { appliedBy: by, ...place, ...crd, object: hide.object(object) };
}

function hideCluster({ cluster }: Pick<RenderedObject, 'cluster'>, hide: SecretHider) {
  return cluster === undefined ? {} : { cluster: hide.text(cluster) };
}

function hideInRelease(release: RenderedRelease, hide: SecretHider): RenderedRelease {
  const { namespace, name, releaseName, targetNamespace, chart } = release;
  return {
    namespace: hide.name(namespace),
    name: hide.name(name),
    releaseName: hide.name(releaseName),
    targetNamespace: hide.name(targetNamespace),
    ...hideCluster(release, hide),
    chart: { ...chart, name: hide.text(chart.name), version: hide.text(chart.version) },
  };
}

function hideInProblem({ kind, object, field, problem, remedy }: RenderProblem, hide: SecretHider): RenderProblem {
  return {
    kind,
    object: hide.text(object),
    field: hide.text(field),
    problem: shorten(hide.text(problem)),
    remedy: hide.text(remedy),
  };
}

/** How much of a program's words is shown: enough to know why it failed, not so much that it fills a report. */
const longestWords = 16 * 1024;

/** Cut after it was hidden: a piece of a secret at the end would not be found. */
function shorten(words: string): string {
  return words.length > longestWords ? `${words.slice(0, longestWords)}…` : words;
}
