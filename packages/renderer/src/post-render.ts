import type { HelmRelease } from './helm-release';
import { objectsIn } from './objects-in';
import type { BuildKustomization, Outcome } from './ports';
import type { KubernetesObject } from './rendered';

type Objects = readonly KubernetesObject[];

/**
 * The objects of a release through its `postRenderers`, each a kustomization over what came before, then its common
 * metadata, then the labels by which helm-controller finds what it installed (helm-controller: internal/postrender).
 */
export async function postRendered(
  templated: Objects,
  { namespace, name, spec }: HelmRelease,
  build: BuildKustomization,
): Promise<Outcome<Objects>> {
  let objects = templated;
  for (const { kustomize } of spec.postRenderers) {
    if (kustomize === undefined || objects.length === 0) continue;
    const { patches, images } = kustomize;
    const rendered = await kustomized(objects, { patches, images }, build);
    if (!rendered.ok) return rendered;
    objects = rendered.value;
  }
  const { labels = {}, annotations = {} } = spec.commonMetadata ?? {};
  const group = 'helm.toolkit.fluxcd.io';
  const origin = { [`${group}/name`]: name, [`${group}/namespace`]: namespace };
  return { ok: true, value: objects.map((object) => withMetadata(object, { ...labels, ...origin }, annotations)) };
}

async function kustomized(
  objects: Objects,
  changes: { readonly patches: unknown; readonly images: unknown },
  build: BuildKustomization,
): Promise<Outcome<Objects>> {
  const documents = objects.map((object) => `---\n${JSON.stringify(object)}\n`).join('');
  const file = JSON.stringify({ ...changes, resources: ['objects.yaml'] });
  const built = await build(
    new Map([
      ['kustomization.yaml', file],
      ['objects.yaml', documents],
    ]),
    '',
  );
  return built.ok ? objectsIn(built.value) : built;
}

type Strings = Readonly<Record<string, string>>;

function withMetadata(object: KubernetesObject, labels: Strings, annotations: Strings): KubernetesObject {
  const { metadata } = object;
  const more =
    Object.keys(annotations).length === 0 ? {} : { annotations: { ...metadata.annotations, ...annotations } };
  return { ...object, metadata: { ...metadata, labels: { ...metadata.labels, ...labels }, ...more } };
}
