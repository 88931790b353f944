import { groupOf } from '@sovereign-fleet/domain';
import { idOfObject } from '../objects/object-id';
import type { Chart } from '../contract/ports';
import type { KubernetesObject } from '../contract/rendered';
import type { Refusal } from './refusal';

interface CrdsOfChart {
  readonly crds: readonly KubernetesObject[];
  /** What is in `crds/` and not applied. */
  readonly doubts: readonly Refusal[];
}

/**
 * What helm-controller applies of a chart's `crds/`: CustomResourceDefinitions alone, since its version 1.5.5, which is
 * in Flux 2.8.8 (helm-controller: internal/action/crds.go). It only logs that it leaves out the rest.
 */
export function crdsOfChart(
  objects: readonly KubernetesObject[],
  { chart, fluxVersion }: { readonly chart: Chart; readonly fluxVersion: string | undefined },
): CrdsOfChart {
  const others = objects.filter((object) => !isCrd(object));
  if (others.length === 0 || !leavesOthersOut(fluxVersion)) return { crds: objects, doubts: [] };
  const names = others.map((object) => `${idOfObject(object)} of ${object.apiVersion}`).join(', ');
  const problem = `crds/ of chart ${chart.name} holds ${names}: Flux applies only CustomResourceDefinitions of it`;
  const remedy = 'Have the chart make it in templates/, or apply it by another way';
  return { crds: objects.filter(isCrd), doubts: [{ kind: 'left-out', field: 'spec.chart', problem, remedy }] };
}

function isCrd({ apiVersion, kind }: KubernetesObject): boolean {
  return kind === 'CustomResourceDefinition' && groupOf(apiVersion) === 'apiextensions.k8s.io';
}

function leavesOthersOut(fluxVersion: string | undefined): boolean {
  const [, ...parts] = /^v?(\d+)\.(\d+)(?:\.(\d+))?/.exec(fluxVersion ?? '') ?? [];
  const [major, minor = 0, patch = 0] = parts.map((part) => Number(part));
  if (major === undefined || major !== 2) return major === undefined || major > 2;
  return minor > 8 || (minor === 8 && patch >= 8);
}
