import type { BuildKustomization } from '../contract/ports';
import type { RegionState } from '../kustomization/region-state';
import { renderKustomizations } from '../kustomization/render-kustomizations';
import { idOfObject } from '../objects/object-id';
import { kustomizeBuild } from '../programs/kustomize';
import { apiServer } from '../schemas/api-server';
import { checkedServer } from '../schemas/object-check';
import { serverTables } from '../schemas/node';
import { findKubectl } from '../programs/programs';
import { regionSecrets } from '../secrets/region-secrets';

// For tests: a tree of Kustomizations without Secrets, rendered with real kustomize.

type Render = (files: Readonly<Record<string, string>>, entry?: string, fluxVersion?: string) => Promise<RegionState>;

/** Renders a tree with kustomize, which is found before the tests of the suite. */
export function renderWithKustomize(): Render {
  let build: BuildKustomization;
  beforeAll(async () => {
    build = kustomizeBuild({ kubectl: await findKubectl(), timeoutSeconds: 60 });
  });
  const secrets = regionSecrets(Promise.resolve({ secrets: [], values: [], cuts: [], isHidden: () => true }), () => '');
  return (files, entry = 'entry', fluxVersion) =>
    renderKustomizations({
      entry,
      files: new Map(Object.entries(files)),
      build,
      fluxVersion,
      server: apiServer(checkedServer({ kubeVersion: '1.34.0', apiVersions: [], fluxVersion, tables: serverTables() })),
      secrets,
    });
}

export function ids({ objects }: RegionState): readonly string[] {
  return objects.map(({ object }) => idOfObject(object)).sort();
}

/** The problems, one a line. */
export function problemLines({ problems }: RegionState): readonly string[] {
  return problems.map(({ kind, object, field, problem }) => `${kind}: ${object}${field && ` ${field}`}: ${problem}`);
}

export function configMap(name: string, data: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  namespace: flux-system\ndata:\n  ${data}\n`;
}

/** A Kustomization with the usual fields and this rest of its spec, in YAML. */
export function flux(name: string, spec: string): string {
  return [
    'apiVersion: kustomize.toolkit.fluxcd.io/v1',
    'kind: Kustomization',
    `metadata: { name: ${name}, namespace: flux-system }`,
    `spec: { interval: 1m, prune: true, sourceRef: { kind: GitRepository, name: flux-system }, ${spec} }`,
    '',
  ].join('\n');
}

/** An object of flux-system with the name x, in JSON. Its type is `v1 Pod`. */
export function object(type: string, fields: object, metadata: object = {}): string {
  const [apiVersion, kind] = type.split(' ');
  const named = { apiVersion, kind, metadata: { name: 'x', namespace: 'flux-system', ...metadata }, ...fields };
  return `${JSON.stringify(named)}\n`;
}

/** A Pod of one container with this environment, in JSON. */
export function pod(name: string, env: readonly object[]): string {
  return object('v1 Pod', { spec: { containers: [{ name: 'c', image: 'app:1', env }] } }, { name });
}
