import type { Hide } from './hide-secrets';
import type { RenderedObject, RenderedRegion, RenderedRelease, RenderProblem } from '../contract/rendered';

/** A region in which nothing tells what a Secret holds. The way out of the renderer: all that is printed is made of it. */
export function hiddenRegion({ region, objects, releases, problems }: RenderedRegion, hide: Hide): RenderedRegion {
  return {
    region,
    objects: objects.map((one) => hiddenObject(one, hide)),
    releases: releases.map((one) => hiddenRelease(one, hide)),
    problems: problems.map((one) => hiddenProblem(one, hide)),
  };
}

function hiddenObject({ appliedBy, namespace, object }: RenderedObject, hide: Hide): RenderedObject {
  const by = { kind: appliedBy.kind, namespace: hide.text(appliedBy.namespace), name: hide.text(appliedBy.name) };
  return { appliedBy: by, namespace: hide.text(namespace), object: hide.object(object) };
}

function hiddenRelease({ namespace, name, releaseName, targetNamespace, chart }: RenderedRelease, hide: Hide) {
  return {
    namespace: hide.text(namespace),
    name: hide.text(name),
    releaseName: hide.text(releaseName),
    targetNamespace: hide.text(targetNamespace),
    chart: { ...chart, name: hide.text(chart.name), version: hide.text(chart.version) },
  };
}

function hiddenProblem({ kind, object, field, problem, remedy }: RenderProblem, hide: Hide): RenderProblem {
  return {
    kind,
    object: hide.text(object),
    field: hide.text(field),
    problem: hide.text(problem),
    remedy: hide.text(remedy),
  };
}
