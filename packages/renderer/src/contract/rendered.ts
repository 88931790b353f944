import type { Json, JsonMap } from '@sovereign-fleet/domain';

/** An object as it is sent to the API server. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly labels?: JsonMap | null;
    readonly annotations?: JsonMap | null;
    readonly [field: string]: Json;
  };
  readonly [field: string]: Json;
}

/** The Flux object that applies other objects. */
export interface Applier {
  readonly kind: 'Kustomization' | 'HelmRelease';
  readonly namespace: string;
  readonly name: string;
}

/** One object that Flux would apply. The data of Secrets are fingerprints. */
export interface RenderedObject {
  readonly appliedBy: Applier;
  /** Its namespace on the API server: its own, else that of the release, or '' if its kind has none. */
  readonly namespace: string;
  /**
   * Another cluster to which Flux sends it, by the object with its kubeconfig: `Secret flux-system/vc-mgmt`. Left out
   * for what goes into the region's own cluster.
   */
  readonly cluster?: string;
  /**
   * Of a CustomResourceDefinition of a chart's `crds/`: what an upgrade of the release does with it (`upgrade.crds`).
   * `Skip` leaves the cluster as it is, `Create` adds those that are not there, `CreateReplace` also replaces those
   * that changed. None of them deletes one, and neither does an uninstall.
   */
  readonly crdUpgrade?: 'Skip' | 'Create' | 'CreateReplace';
  readonly object: KubernetesObject;
}

/**
 * Where a chart came from. `cache` is exact. `kept` is taken offline, and is what a tag or a range led to when the
 * registry was last asked. It may be another chart by now.
 */
export type ChartOrigin = 'workspace' | 'cache' | 'pulled' | 'kept';

/** A chart as it was rendered. */
export interface RenderedChart {
  readonly name: string;
  /** As its Chart.yaml has it. */
  readonly version: string;
  /**
   * Where Flux puts the revision of the chart's source into `.Chart.Version`: the digest of its artifact, or `unknown`,
   * as for a chart of the workspace. Then the objects have the version of the Chart.yaml alone.
   */
  readonly revision?: string;
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
  /** As of its objects. */
  readonly cluster?: string;
  readonly chart: RenderedChart;
}

/**
 * Why a part was not rendered, or what is suspicious in it:
 *
 * - `failed`: Flux could not apply it either, or its chart is there and wrong.
 * - `missing-chart`, `missing-source`: something that could not be had here.
 * - `missing-version`: the source of a chart was asked, and has no such version or digest.
 * - `other-version`: its digest is of another version than the tag beside it. It is rendered as Flux takes it.
 * - `suspended`: Flux leaves it alone.
 * - `other-cluster`: a Kustomization that Flux applies to another cluster, which the tree does not know. What goes to
 *   one that it knows is rendered, and says so, as is all that a HelmRelease installs into another one.
 * - `changed-type`: a value has another type after substitution, or is another number once Flux has read it.
 * - `left-out`: Flux leaves this out of what it applies.
 * - `assumed`: the render rests on something that is not known here, which the problem says.
 * - `refused`: the API server would refuse the object, and with it all that its Kustomization or release applies.
 * - `dropped-field`: a field that Kubernetes does not have, and that is left out without a word.
 * - `unread-value`: nothing in a chart reads a value that its release has.
 * - `unselected`: a patch, or an image that is to be another, selects no object.
 * - `excluded`: an object is marked, so that Flux does not apply it.
 * - `dropped`: Flux leaves out a part of the tree without a word, and so does the render.
 * - `encrypted`: what only Flux can decrypt is not known here, or Flux does not decrypt it.
 * - `not-followed`: it makes objects elsewhere than in this tree, and they are not rendered.
 * - `not-fetched`: kustomize would fetch it from elsewhere, and we do not.
 */
export interface RenderProblem {
  readonly kind:
    | 'failed'
    | 'missing-chart'
    | 'missing-version'
    | 'missing-source'
    | 'other-version'
    | 'suspended'
    | 'other-cluster'
    | 'changed-type'
    | 'left-out'
    | 'assumed'
    | 'refused'
    | 'dropped-field'
    | 'unread-value'
    | 'unselected'
    | 'excluded'
    | 'dropped'
    | 'encrypted'
    | 'not-followed'
    | 'not-fetched';
  /** The id of the object, `HelmRelease flux-system/bp-cilium`, or the path of the entry. */
  readonly object: string;
  /** The way to the value within the object, or '' for all of it. */
  readonly field: string;
  /** What is wrong, with the tool's own words, on one line. */
  readonly problem: string;
  readonly remedy: string;
  /** The file that a person has to change, if it is known and not in the tree. */
  readonly file?: string;
}

/** What one region's Flux would apply. Same text, same charts, same answer. */
export interface RenderedRegion {
  /** The region's folder in the Sovereign's, such as `fsn1`. */
  readonly region: string;
  /** By namespace, kind and name of the object; those of the region's own cluster come first. */
  readonly objects: readonly RenderedObject[];
  /** By namespace and name. */
  readonly releases: readonly RenderedRelease[];
  readonly problems: readonly RenderProblem[];
}

/** What the Flux of each region of a Sovereign would apply, by the name of the region. */
export interface Rendered {
  readonly fqdn: string;
  /** Which programs rendered it, where they are not those that its Flux has inside. */
  readonly programs?: readonly string[];
  readonly regions: readonly RenderedRegion[];
}

const harmless: readonly RenderProblem['kind'][] = [
  'changed-type',
  'assumed',
  'dropped',
  'dropped-field',
  'encrypted',
  'excluded',
  'left-out',
  'other-cluster',
  'other-version',
  'suspended',
  'unread-value',
  'unselected',
];

/** Whether everything that Flux would apply here was rendered, whatever the problem. */
export function isHarmless({ kind }: RenderProblem): boolean {
  return harmless.includes(kind);
}

/** Whether a region was rendered completely. Problems of the allowed kinds do not count. */
export function isComplete({ problems }: RenderedRegion, allowed: readonly RenderProblem['kind'][] = []): boolean {
  return problems.every((problem) => isHarmless(problem) || allowed.includes(problem.kind));
}
