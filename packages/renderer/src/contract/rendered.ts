import type { Json } from '@sovereign-fleet/domain';

/** An object as it is sent to the API server. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly [field: string]: Json | undefined;
  };
  readonly [field: string]: Json | undefined;
}

/** The object of Flux that applies others. */
export interface Applier {
  readonly kind: 'Kustomization' | 'HelmRelease';
  readonly namespace: string;
  readonly name: string;
}

/** One object that Flux would apply. Data of Secrets are fingerprints. */
export interface RenderedObject {
  readonly appliedBy: Applier;
  /** Where the API server would have it: its own namespace, else that of the release; '' where the kind has none. */
  readonly namespace: string;
  readonly object: KubernetesObject;
}

/**
 * Where the text of a chart came from. `cache` is exact; `kept` is what a tag or a range led to when its registry was last
 * asked, taken offline, and may be another chart by now.
 */
export type ChartOrigin = 'workspace' | 'cache' | 'pulled' | 'kept';

/** A chart as it was rendered. */
export interface RenderedChart {
  readonly name: string;
  readonly version: string;
  readonly origin: ChartOrigin;
  /** Subcharts that stand in for the real ones, such as `vcluster 0.20.0+standin`. */
  readonly standIns: readonly string[];
}

/** A HelmRelease that was rendered, with the chart that it took. */
export interface RenderedRelease {
  readonly namespace: string;
  readonly name: string;
  /** The name under which Helm has it, and the namespace into which it installs. */
  readonly releaseName: string;
  readonly targetNamespace: string;
  readonly chart: RenderedChart;
}

/**
 * What kept a part from being rendered, or what is suspicious in it: `failed` is a part that Flux could not apply either
 * or a chart that is there and wrong, `missing-chart` and `missing-source` one that could not be had here, `suspended` one that Flux leaves alone,
 * `other-cluster` one that Flux applies to another cluster, `changed-type` a value that is of another type after substitution.
 */
export interface RenderProblem {
  readonly kind: 'failed' | 'missing-chart' | 'missing-source' | 'suspended' | 'other-cluster' | 'changed-type';
  /** Which object: `HelmRelease flux-system/bp-cilium`, or the path of the entry. */
  readonly object: string;
  /** The way to the value within the object, or '' for all of it. */
  readonly field: string;
  /** What is wrong, with the tool's own words, on one line. */
  readonly problem: string;
  readonly remedy: string;
  /** The file that a person wrote and in which it is to be mended, where that is known and not in the tree. */
  readonly file?: string;
}

/** What one region's Flux would apply. Same text, same charts, same answer. */
export interface RenderedRegion {
  /** The region's folder in the Sovereign's, such as `fsn1`. */
  readonly region: string;
  /** By namespace, kind and name of the object. */
  readonly objects: readonly RenderedObject[];
  /** By namespace and name. */
  readonly releases: readonly RenderedRelease[];
  readonly problems: readonly RenderProblem[];
}

/** A Sovereign as the Flux of each region would have it, by the name of the region. */
export interface Rendered {
  readonly fqdn: string;
  readonly regions: readonly RenderedRegion[];
}

/** Whether all of it was rendered, but for the kinds of problems that are allowed. */
export function isComplete({ problems }: RenderedRegion, allowed: readonly RenderProblem['kind'][] = []): boolean {
  const harmless: readonly RenderProblem['kind'][] = ['changed-type', 'suspended', 'other-cluster', ...allowed];
  return problems.every(({ kind }) => harmless.includes(kind));
}
