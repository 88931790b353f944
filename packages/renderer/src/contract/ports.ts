import type { Outcome } from './failure';
import type { ServerTables } from './server-tables';
import type { ChartOrigin, KubernetesObject } from './rendered';

/** Text by path, from the root of a repository, with `/` between the parts. */
export type Files = ReadonlyMap<string, string>;

/** Real kustomize: the objects that a folder's kustomization.yaml builds. It reads only from `files`. */
export type BuildKustomization = (files: Files, folder: string) => Promise<Outcome<readonly KubernetesObject[]>>;

/** A chart that a HelmRelease asks for. */
export type ChartReference = ChartAddress & ChosenValues & TrackedRevision;

/** Files of the chart to use in place of its values.yaml. The last one is the strongest. */
interface ChosenValues {
  readonly valuesFiles?: readonly string[];
  readonly ignoreMissingValuesFiles?: boolean;
}

interface TrackedRevision {
  /**
   * Whether Flux puts the revision of its source into the chart's version: it does for an OCIRepository
   * (helm-controller: mutateChartWithSourceRevision), and for the reconcileStrategy `Revision`.
   */
  readonly tracksRevision?: true;
}

/** `path` is the path of a folder from the root of the tree; `ignore` is what its source says of files to leave out. */
type ChartAddress =
  | {
      readonly kind: 'oci';
      readonly url: string;
      readonly tag?: string;
      readonly semver?: string;
      /** A regular expression of Go: only tags that it matches count for `semver`. */
      readonly semverFilter?: string;
      readonly digest?: string;
    }
  | { readonly kind: 'helm'; readonly url: string; readonly name: string; readonly version: string }
  | { readonly kind: 'folder'; readonly path: string; readonly ignore?: string };

/** A chart on this machine: a folder or an archive that `helm template` takes. */
export interface Chart {
  readonly path: string;
  readonly name: string;
  /** As its Chart.yaml has it. */
  readonly version: string;
  readonly origin: ChartOrigin;
  readonly standIns: readonly string[];
  /** The digest of the artifact that it was pulled from: that of the manifest, not of the archive in it. */
  readonly artifact?: string;
  /** What Flux puts into its version: the digest of its artifact. `unknown` where nothing here says it. */
  readonly revision?: string;
  /** Of everything in it. Same digest, same templates. */
  readonly digest: string;
  readonly texts: ChartTexts;
}

/** What the texts of a chart and its subcharts say, before Helm has read them. */
export interface ChartTexts {
  /** Whether there is a file in `crds/`. */
  readonly hasCrds: boolean;
  /** What its templates ask the cluster for. */
  readonly asked: {
    /** API versions that are written out. */
    readonly names: readonly string[];
    /** Whether they may ask for others too. */
    readonly others: boolean;
  };
  /** Whether it says that it is a library: Helm's own command installs none, and Flux installs what is in it. */
  readonly isLibrary: boolean;
  /** Whether its templates read which Helm renders them. */
  readonly readsHelmVersion: boolean;
  /** Whether there is a `"+"`, as templates have it that make a label of a version. */
  readonly replacesPlus: boolean;
  /** What it reads of its values, at their top level. */
  readonly values: ReadValues;
  /** Whether a template has a function whose answer changes from one render to the next. */
  readonly isUnsteady: boolean;
  /** What its schemas refer to outside of themselves. Helm gets the chart without such a schema. */
  readonly outsideSchemas: readonly string[];
}

/** The top-level values that a chart reads. */
export interface ReadValues {
  /** Written out in its templates: `.Values.replicas`, `index .Values "replicas"`. */
  readonly names: readonly string[];
  /** Whether they may read others too, as by `toYaml .Values`. */
  readonly others: boolean;
  /** Those of its values.schema.json, where that lists them all. */
  readonly schema?: readonly string[];
}

/** Finds a chart: in the workspace, in a cache, over the network. */
export type FindChart = (reference: ChartReference) => Promise<Outcome<Chart>>;

/** Everything that decides the output of one `helm template`. */
export interface TemplateRequest {
  readonly chart: Chart;
  readonly releaseName: string;
  readonly namespace: string;
  /** Merged values, as YAML or JSON. */
  readonly values: string;
  /** Those of them that are an `int64` for Helm, as lines of `--set`. */
  readonly wholeNumbers: readonly string[];
  readonly includeCrds: boolean;
  readonly skipSchemaValidation: boolean;
  /** Such as `1.34.0`. */
  readonly kubeVersion: string;
  /** APIs that the cluster has, as far as the chart asks for them. */
  readonly apiVersions: readonly string[];
  /** Whether Helm must not add those that it knows by itself. */
  readonly onlyTheseApis: boolean;
  /**
   * What to hide in the output before it is kept anywhere. Helm itself does not get this. With `none` nothing is hidden
   * and nothing is kept: for what only the renderer sees.
   */
  readonly redaction: Redaction | 'none';
}

/** Removes from objects what came from Secrets. Same key, same effect. */
export interface Redaction {
  /** It contains the secrets: keep or show it only as a keyed hash. */
  readonly key: string;
  readonly redact: (objects: readonly KubernetesObject[]) => readonly KubernetesObject[];
  readonly redactText: (text: string) => string;
}

/** The objects that Helm made from a chart. */
export interface TemplatedObjects {
  /** All that is in the chart's `crds/`, if the request includes them. */
  readonly crds: readonly KubernetesObject[];
  /** The rest, hooks among them, in Helm's order. */
  readonly objects: readonly KubernetesObject[];
  /** What objects that Helm left out have for a hook, since it knows none of that name. */
  readonly unknownHooks?: readonly string[];
}

/** Real Helm: the objects of a release. */
export type TemplateChart = (request: TemplateRequest) => Promise<Outcome<TemplatedObjects>>;

/** The programs and tables that `render` stands on. */
export interface Tools {
  readonly build: BuildKustomization;
  readonly findChart: FindChart;
  readonly template: TemplateChart;
  readonly server: ServerTables;
}
