import type { ModelMap, ModelValue } from './expression';
import type { Json } from './json';

/** A kit as it is written: rows with expressions in place of calls. */
export interface KitModel {
  readonly name: string;
  readonly sources: Readonly<Record<string, ModelSource>>;
  readonly profiles: Readonly<Record<string, ModelMap>>;
  readonly secrets: Readonly<Record<string, ModelSecret>>;
  readonly configMaps: Readonly<Record<string, ModelSecret>>;
  /** With what the cluster decrypts; undefined where nothing is encrypted. */
  readonly decryption: { readonly secret: string } | undefined;
  readonly parameters: Readonly<Record<string, ModelParameter>>;
  readonly features: Readonly<Record<string, ModelFeature>>;
  readonly labels: ModelMap;
  readonly annotations: ModelMap;
  readonly slots: readonly ModelSlot[];
  /** What the Sovereign says over the rows: chart values and versions by slot. */
  readonly overrides: Readonly<Record<string, ModelMap>>;
  readonly versions: Readonly<Record<string, { readonly version: string }>>;
}

export interface ModelSource {
  readonly type: 'oci' | 'helm';
  readonly url: string;
  readonly secret?: string | undefined;
}

export interface ModelSecret {
  /** The name of the object, where it is not the key of the row. */
  readonly name?: string | undefined;
  readonly namespace: string;
  readonly keys: readonly string[];
  readonly from: 'bootstrap' | 'sops' | 'external' | 'kit';
  readonly why: string;
}

export type ParameterType = 'string' | 'number' | 'boolean' | 'list' | 'json';

/** A fact of the region, or a value that people say. */
export type ModelParameter =
  | { readonly fact: string }
  | {
      readonly type: ParameterType;
      readonly description: string;
      readonly default?: Json | undefined;
      /** What the cluster has; undefined where that is the default. */
      readonly value?: Json | undefined;
    };

export interface ModelFeature {
  readonly description: string;
  readonly default: boolean;
  readonly value: boolean;
  /** The substitute that suspended the release; undefined for one that was suspended by a literal. */
  readonly substitute?: string | undefined;
  /** Whether the source has the default, so that it may be looked at by itself. */
  readonly hasDefault: boolean;
}

/** One row, in the order in which its keys are written. */
export interface ModelSlot {
  readonly number: string;
  readonly name: string;
  readonly release?: ModelMap | undefined;
  readonly chart: ModelChart;
  readonly installs?: ModelMap | undefined;
  readonly namespace: ModelNamespace;
  readonly dependsOn: readonly string[];
  readonly brings?: readonly string[] | undefined;
  readonly buildingBlock?: string | undefined;
  readonly kubeConfig?: ModelMap | undefined;
  readonly runsIn?: string | undefined;
  readonly where?: ModelMap | undefined;
  readonly action?: ModelMap | undefined;
  readonly inputs?: readonly ModelMap[] | undefined;
  readonly values?: ModelMap | undefined;
  readonly afterHelm?: readonly ModelMap[] | undefined;
  readonly helm?: ModelMap | undefined;
}

export interface ModelChart {
  readonly source?: string | undefined;
  readonly name?: string | undefined;
  readonly version: string;
  readonly digest?: string | undefined;
  readonly range?: true;
}

export interface ModelNamespace {
  readonly name: string;
  readonly from: 'slot' | 'helm' | 'chart' | 'elsewhere';
  readonly labels?: Readonly<Record<string, ModelValue>> | undefined;
}
