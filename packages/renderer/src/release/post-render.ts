import { addAll, isJsonMap, type Json, type JsonMap } from '@sovereign-fleet/domain';
import { escapeUnread, type HelmRelease, type KustomizeRenderer, releaseLabels } from '@sovereign-fleet/flux';
import { printJson } from '@sovereign-fleet/go-text';
import { failure, type Outcome } from '../contract/failure';
import type { BuildKustomization, TemplatedObjects } from '../contract/ports';
import { postRenderStrategy } from './post-render-strategy';
import type { KubernetesObject } from '../contract/rendered';
import { isTestHook } from '../objects/test-hook';
import { duplicateId } from '../objects/resource-id';
import type { Installed } from './release-result';
import { unselectedPatches } from './unselected-patches';

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
 * labels. A duplicate object is refused in kustomize's words, since helm-controller does all of this by kustomize. What
 * selects no object is told beside it.
 */
export async function postRender(
  { crds, objects }: TemplatedObjects,
  release: HelmRelease,
  options: PostRenderOptions,
): Promise<Outcome<Installed>> {
  const strategy = postRenderStrategy(release.spec, options.fluxVersion);
  const hooks = objects.filter(isHook);
  const others = objects.filter((object) => !isHook(object));
  const streams = strategy === 'combined' ? [objects] : strategy === 'separate' ? [hooks, others] : [others];
  const rendered: KubernetesObject[] = strategy === 'nohooks' ? [...hooks] : [];
  const given: KubernetesObject[][] = release.spec.postRenderers.map(() => []);
  for (const stream of streams) {
    const outcome = await applyRenderers(stream, release, { ...options, given });
    if (!outcome.ok) return { ...outcome, reason: `error while running post render on files: ${outcome.reason}` };
    addAll(rendered, outcome.value);
  }
  const { install, test } = release.spec;
  const isLeftOut = (object: KubernetesObject): boolean =>
    (install.disableHooks && isHook(object)) || (!test.enable && isTestHook(object));
  const labelled = crds.map((crd) => withMetadata(crd, { labels: releaseLabels(release) }));
  const kept = rendered.filter((object) => !isLeftOut(object));
  return { ok: true, value: { crds: labelled, objects: kept, doubts: unselectedPatches(release, given) } };
}

function isHook({ metadata }: KubernetesObject): boolean {
  return metadata.annotations?.['helm.sh/hook'] !== undefined;
}

interface Stream {
  readonly build: BuildKustomization;
  /** What each post renderer was given, to which those of this stream are added. */
  readonly given: readonly KubernetesObject[][];
}

async function applyRenderers(
  stream: Objects,
  release: HelmRelease,
  { build, given }: Stream,
): Promise<Outcome<Objects>> {
  const twice = duplicateId(stream);
  if (twice !== undefined)
    return failure('duplicate-object', `may not add resource with an already registered id: ${twice}`);
  let objects = stream;
  const { postRenderers } = release.spec;
  const isPlain = postRenderers.every(({ kustomize }) => kustomize === undefined);
  // Helm-controller sends all through kustomize, which changes nothing else of what no renderer wants changed.
  const all = isPlain && stream.some(isUnread) ? [{ kustomize: noChange }] : postRenderers;
  for (const [index, { kustomize }] of all.entries()) {
    if (kustomize === undefined || objects.length === 0) continue;
    addAll(given[index] ?? [], objects);
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
