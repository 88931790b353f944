// Written by "sovereign-fleet values" from values.schema.json beside it.
/* eslint-disable @typescript-eslint/consistent-indexed-object-style -- written by a program */

type Namespaces = string[];

export interface Values {
  global?: {
    [k: string]: unknown;
  };
  dmzVcluster: {
    enabled: boolean;
    regionLabel?: unknown;
    /**
     * Host of a registry, with its port where it has one.
     */
    registryMirror: string;
    namespace: {
      create: boolean;
    };
    networkPolicy: {
      allowedIngressNamespaces: Namespaces;
      extraIngressNamespaces: Namespaces;
    };
  };
  vcluster: {
    [k: string]: unknown;
  };
}
