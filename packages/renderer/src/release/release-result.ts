import type { AskedApis } from '../cluster/asked-apis';
import type { Chart, ChartReference, TemplatedObjects } from '../contract/ports';
import type { RenderedObject, RenderedRelease, RenderProblem } from '../contract/rendered';
import type { Refusal } from './refusal';

/** The chart of a release. */
export interface FoundChart {
  readonly chart: Chart;
  readonly reference: ChartReference;
  /** What a person should look at, though Flux takes the chart. */
  readonly doubts: readonly Refusal[];
}

/** The objects of a release, as they are sent to the cluster. */
export interface Installed extends TemplatedObjects {
  /** What a person should look at, though Flux installs the rest. */
  readonly doubts: readonly Refusal[];
}

/** What becomes of one HelmRelease. */
export interface ReleaseResult {
  readonly releases: readonly RenderedRelease[];
  readonly objects: readonly RenderedObject[];
  /** A Namespace that Helm creates if there is none. */
  readonly created: readonly RenderedObject[];
  readonly problems: readonly RenderProblem[];
  /** What its chart asks the cluster for. */
  readonly asked: AskedApis;
  /** The same objects with what their Secrets hold. For the renderer alone: it is never printed or kept. */
  readonly readPlain: () => Promise<readonly RenderedObject[]>;
}
