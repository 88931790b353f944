import type { Outcome } from './failure';
import type { ServerTables } from './server-tables';
import type { ChartOrigin, KubernetesObject } from './rendered';

/** Text by path, from the root of a repository, with `/` between the parts. */
export type Files = ReadonlyMap<string, string>;

/** Real kustomize: the YAML that a folder's kustomization.yaml builds. It reads only from `files`. */
export type BuildKustomization = (files: Files, folder: string) => Promise<Outcome<string>>;

/** A chart that a HelmRelease asks for. */
export type ChartReference = ChartAddress & ChosenValues;

/** Files of the chart to use in place of its values.yaml. The last one is the strongest. */
interface ChosenValues {
  readonly valuesFiles?: readonly string[];
  readonly ignoreMissingValuesFiles?: boolean;
}

/** `path` is the path of a folder from the root of the tree. */
type ChartAddress =
  | {
      readonly kind: 'oci';
      readonly url: string;
      readonly tag?: string;
      readonly semver?: string;
      readonly digest?: string;
    }
  | { readonly kind: 'helm'; readonly url: string; readonly name: string; readonly version: string }
  | { readonly kind: 'folder'; readonly path: string };

/** A chart on this machine: a folder or an archive that `helm template` takes. */
export interface Chart {
  readonly path: string;
  readonly name: string;
  readonly version: string;
  readonly origin: ChartOrigin;
  readonly standIns: readonly string[];
  /** Of everything in it. Same digest, same templates. */
  readonly digest: string;
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
  readonly includeCrds: boolean;
  readonly includeTests: boolean;
  readonly skipSchemaValidation: boolean;
  /** Such as `1.34.0`. */
  readonly kubeVersion: string;
  readonly apiVersions: readonly string[];
  /** What to hide in the output before it is kept anywhere. Helm itself does not get this. */
  readonly redaction: Redaction;
}

/** Removes from objects what came from Secrets. Same key, same effect. */
export interface Redaction {
  /** It contains the secrets: keep or show it only as a keyed hash. */
  readonly key: string;
  readonly redact: (objects: readonly KubernetesObject[]) => readonly KubernetesObject[];
}

/** Real Helm: the objects of a release, in Helm's order. */
export type TemplateChart = (request: TemplateRequest) => Promise<Outcome<readonly KubernetesObject[]>>;

/** The programs and tables that `render` stands on. */
export interface Tools {
  readonly build: BuildKustomization;
  readonly findChart: FindChart;
  readonly template: TemplateChart;
  readonly server: ServerTables;
}
