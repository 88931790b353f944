import { addAll, isJsonMap, type Json, type JsonMap } from '@sovereign-fleet/domain';
import { escapeUnread, type HelmRelease, type KustomizeRenderer, releaseLabels } from '@sovereign-fleet/flux';
import { printJson } from '@sovereign-fleet/go-text';
import { failure, type Outcome } from '../contract/failure';
import type { BuildKustomization, TemplatedObjects } from '../contract/ports';
import { postRenderStrategy } from './post-render-strategy';
import type { KubernetesObject } from '../contract/rendered';
import { isTestHook } from '../objects/test-hook';
import { duplicateId } from '../objects/resource-id';

type Objects = readonly KubernetesObject[];

export interface PostRenderOptions {
  readonly build: BuildKustomization;
  readonly fluxVersion: string | undefined;
}

/**
 * Applies to a release's objects its `postRenderers`, each a kustomization over the result so far, then its common
 * metadata, then the labels by which helm-controller finds what it installed (helm-controller: internal/postrender).
 * Hooks go with the rest, by themselves or not at all, as `postRenderStrategy` says. They are always in the result,
 * unless `install.disableHooks` is set; those of tests alone only with `test.enable`. CRDs of `crds/` get only the
 * labels. A duplicate object is refused in kustomize's words, since helm-controller does all of this by kustomize.
 */
export async function postRender(
  { crds, objects }: TemplatedObjects,
  release: HelmRelease,
  options: PostRenderOptions,
): Promise<Outcome<TemplatedObjects>> {
  const strategy = postRenderStrategy(release.spec, options.fluxVersion);
  const hooks = objects.filter(isHook);
  const others = objects.filter((object) => !isHook(object));
  const streams = strategy === 'combined' ? [objects] : strategy === 'separate' ? [hooks, others] : [others];
  const rendered: KubernetesObject[] = strategy === 'nohooks' ? [...hooks] : [];
  for (const stream of streams) {
    const outcome = await applyRenderers(stream, release, options.build);
    if (!outcome.ok) return { ...outcome, reason: `error while running post render on files: ${outcome.reason}` };
    addAll(rendered, outcome.value);
  }
  const { install, test } = release.spec;
  const isLeftOut = (object: KubernetesObject): boolean =>
    (install.disableHooks && isHook(object)) || (!test.enable && isTestHook(object));
  const labelled = crds.map((crd) => withMetadata(crd, { labels: releaseLabels(release) }));
  return { ok: true, value: { crds: labelled, objects: rendered.filter((object) => !isLeftOut(object)) } };
}

function isHook({ metadata }: KubernetesObject): boolean {
  return metadata.annotations?.['helm.sh/hook'] !== undefined;
}

async function applyRenderers(
  stream: Objects,
  release: HelmRelease,
  build: BuildKustomization,
): Promise<Outcome<Objects>> {
  const twice = duplicateId(stream);
  if (twice !== undefined)
    return failure('duplicate-object', `may not add resource with an already registered id: ${twice}`);
  let objects = stream;
  const renderers = release.spec.postRenderers.flatMap(({ kustomize }) => (kustomize === undefined ? [] : [kustomize]));
  // Helm-controller sends all through kustomize, which changes nothing else of what no renderer wants changed.
  const all = renderers.length === 0 && stream.some(isUnread) ? [noChange] : renderers;
  for (const kustomize of all) {
    if (objects.length === 0) continue;
    const rendered = await kustomizeObjects(objects, kustomize, build);
    if (!rendered.ok) return rendered;
    objects = rendered.value;
  }
  const { labels, annotations } = release.spec.commonMetadata ?? {};
  const metadata = { labels: { ...labels, ...releaseLabels(release) }, annotations };
  return { ok: true, value: objects.map((object) => withMetadata(object, metadata)) };
}

const noChange: KustomizeRenderer = { patches: [], images: [] };

/** Whether there is a character in it that kustomize refuses, or reads as a blank once it has written it. */
function isUnread(object: KubernetesObject): boolean {
  const text = printJson(object);
  return escapeUnread(text) !== text;
}

async function kustomizeObjects(
  objects: Objects,
  renderer: KustomizeRenderer,
  build: BuildKustomization,
): Promise<Outcome<Objects>> {
  const input = 'helm-output.yaml';
  const documents = objects.map((object) => `---\n${escapeUnread(printJson(object))}\n`).join('');
  const files = new Map([
    ['kustomization.yaml', printJson({ resources: [input], ...renderer })],
    [input, documents],
  ]);
  return build(files, '');
}

type Strings = Readonly<Record<string, string>>;

interface Metadata {
  readonly labels: Strings;
  readonly annotations?: Strings | undefined;
}

function withMetadata(object: KubernetesObject, { labels, annotations = {} }: Metadata): KubernetesObject {
  const { metadata } = object;
  const noted = { ...withoutNulls(metadata.annotations), ...annotations };
  const more = Object.keys(noted).length === 0 ? {} : { annotations: noted };
  return { ...object, metadata: { ...metadata, labels: { ...withoutNulls(metadata.labels), ...labels }, ...more } };
}

/** Helm writes both again with its own, and a null is an empty text to Go (NestedNullCoercingStringMap). */
function withoutNulls(texts: Json | undefined): JsonMap {
  if (!isJsonMap(texts)) return {};
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, text ?? '']));
}
