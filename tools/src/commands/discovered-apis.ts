interface DiscoveredKind {
  readonly responseKind?: { readonly kind: string };
  readonly subresources?: readonly DiscoveredKind[];
}

/** What a server of one release says of itself. */
export interface Discovery {
  /** Of /apis, all groups at once. */
  readonly aggregated: {
    readonly items: readonly {
      readonly metadata: { readonly name: string };
      readonly versions: readonly { readonly version: string; readonly resources: readonly DiscoveredKind[] }[];
    }[];
  };
  /** Of /api/v1. */
  readonly core: { readonly resources: readonly { readonly kind: string }[] };
  /** The source that says which versions are off unless they are asked for: pkg/controlplane/instance.go. */
  readonly controlPlane: string;
}

/** The kinds of each version of an API that one minor version of Kubernetes serves. */
export interface ServedApis {
  readonly minor: number;
  readonly kinds: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * The APIs of a server that nobody configured: those that are stable, and the old betas that stay on. What is answered
 * in the source has all versions, also those that are off.
 */
export function discoveredApis({ aggregated, core, controlPlane }: Discovery): ServedApis['kinds'] {
  const found = new Map<string, Set<string>>([['v1', new Set(core.resources.map(({ kind }) => kind))]]);
  const all = aggregated.items.flatMap(({ metadata: { name }, versions }) => versions.map((one) => ({ name, ...one })));
  for (const { name, version, resources } of all) {
    const isOn = /^v\d+$/.test(version) || isOldBeta(controlPlane, name, version);
    if (isOn) found.set(`${name}/${version}`, new Set(resources.flatMap(kindsOf)));
  }
  return found;
}

/** The list in the source names Go's packages: `flowcontrolv1beta3.SchemeGroupVersion.WithResource("flowschemas")`. */
function isOldBeta(controlPlane: string, group: string, version: string): boolean {
  const [, list = ''] = /legacyBetaEnabledByDefaultResources = \[\]schema\.\w+\{([^]*?)\n\t\}/.exec(controlPlane) ?? [];
  return list.includes(`\t${group.split('.')[0] ?? ''}${version}.SchemeGroupVersion`);
}

function kindsOf({ responseKind, subresources = [] }: DiscoveredKind): readonly string[] {
  return [...(responseKind === undefined ? [] : [responseKind.kind]), ...subresources.flatMap(kindsOf)];
}

interface Row {
  readonly api: string;
  readonly first: number;
  readonly last: number;
  readonly kinds: readonly string[];
}

/** One row for all kinds of an API that are there from the same minor version to the same. */
export function rowsOf(served: readonly ServedApis[]): readonly Row[] {
  const spans = new Map<string, Span>();
  const all = served.flatMap(({ minor, kinds }) =>
    [...kinds].flatMap(([api, names]) => [...names].map((kind) => ({ api, kind, minor }))),
  );
  for (const one of all) extend(spans, one);
  const rows = new Map<string, Row>();
  for (const { api, kind, first, last } of spans.values()) {
    const key = `${api} ${first} ${last}`;
    const kinds = [...(rows.get(key)?.kinds ?? []), kind].sort();
    rows.set(key, { api, first, last, kinds });
  }
  return [...rows.values()].sort((a, b) => (a.api < b.api ? -1 : a.api > b.api ? 1 : a.first - b.first));
}

interface Span {
  readonly api: string;
  readonly kind: string;
  readonly first: number;
  readonly last: number;
}

interface ServedKind {
  readonly api: string;
  readonly kind: string;
  readonly minor: number;
}

/** A kind that is gone and comes back has another span. */
function extend(spans: Map<string, Span>, { api, kind, minor }: ServedKind): void {
  const known = [...spans].find(([, span]) => span.api === api && span.kind === kind && span.last === minor - 1);
  const first = known?.[1].first ?? minor;
  spans.set(known?.[0] ?? `${api} ${kind} ${minor}`, { api, kind, first, last: minor });
}
