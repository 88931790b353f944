import { oneLine } from '@sovereign-fleet/domain';
import { printJson } from '@sovereign-fleet/go-text';
import { missingNamespaces } from './release/created-namespace';
import type { ReleaseResult } from './release/release-result';
import type { Outside } from './contract/outside';
import type { Files, Tools } from './contract/ports';
import type { ClusterVersions } from './cluster/cluster-apis';
import { standInProblems, withAllowed } from './region/outside-problems';
import { tellingObjects } from './region/telling-objects';
import { renderToRest } from './region/render-region';
import { regionSecrets } from './secrets/region-secrets';
import type { Fingerprint } from './secrets/sealed-marks';
import { type TreeTexts, treeTexts } from './secrets/tree-texts';
import type { Rendered, RenderedObject, RenderedRegion, RenderProblem } from './contract/rendered';
import { apiServer } from './schemas/api-server';
import { checkedServer } from './schemas/object-check';
import { serverRefusals } from './schemas/server-refusals';
import { scopesOf } from './objects/scope';
import { leftOutRule } from './tree/source-files';

/** A region of a Sovereign in the tree. */
export interface RegionToRender {
  /** Its folder's name. */
  readonly region: string;
  /** The folder that its Flux is pointed at, from the root of the tree: `clusters/<fqdn>/<region>`. */
  readonly entry: string;
}

export interface RenderRequest extends Outside {
  readonly fqdn: string;
  readonly files: Files;
  /** By path, why a file of the tree cannot be read. Regions that have or share such a file are not complete. */
  readonly unreadable?: Files;
  readonly regions: readonly RegionToRender[];
  /** The version of Flux that reads the tree, such as `2.8.1`. The newest if left out. */
  readonly fluxVersion?: string | undefined;
  readonly cluster: ClusterVersions;
  readonly tools: Tools;
  readonly fingerprint: Fingerprint;
}

/**
 * What the Flux of each region would apply from a tree, by its Kustomizations and HelmReleases. A part that cannot be
 * rendered becomes a problem of its region, and the rest goes on. Same tree and charts, same answer.
 */
export async function render(request: RenderRequest): Promise<Rendered> {
  const texts = treeTexts(request.files);
  const rendering = Promise.all(request.regions.map((region) => renderRegion(region, request, texts)));
  const [regions] = await Promise.all([rendering, texts]); // a tree that cannot be read ends it at once
  return { fqdn: request.fqdn, regions: regions.sort((a, b) => compare(a.region, b.region)) };
}

async function renderRegion(
  { region, entry }: RegionToRender,
  request: RenderRequest,
  texts: Promise<TreeTexts>,
): Promise<RenderedRegion> {
  const { files, tools, cluster, fluxVersion, fingerprint, standIns } = request;
  const server = checkedServer({ ...cluster, fluxVersion, standIns, tables: tools.server });
  const round = await renderToRest({
    files,
    entry,
    fluxVersion,
    cluster,
    outside: request,
    server: apiServer(server),
    tools,
    collectSecrets: () => regionSecrets(texts, fingerprint),
  });
  const { state, results, secrets } = round;
  const objects = objectsOf(state.objects, results);
  const problems = [
    ...unreadableIn(entry, request, leftOutRule(files, state.treeFilter)),
    ...state.problems,
    ...round.problems,
    ...results.flatMap((result) => result.problems),
    ...tellingObjects(objects),
    ...(await serverRefusals(objects, server)),
    ...standInProblems(state.readStandIns),
  ];
  const rendered = {
    region,
    objects,
    releases: results
      .flatMap((result) => result.releases)
      .sort((a, b) => compare(`${a.namespace}/${a.name}`, `${b.namespace}/${b.name}`)),
    problems: withAllowed(problems, request),
  };
  const redacted = await secrets.hide(rendered);
  return { ...redacted, problems: redacted.problems.map((one) => ({ ...one, problem: onOneLine(one.problem) })) };
}

/** What Kustomizations and releases apply, in the order of a render. */
function objectsOf(
  ofKustomizations: readonly RenderedObject[],
  results: readonly ReleaseResult[],
): readonly RenderedObject[] {
  const applied = [...ofKustomizations, ...results.flatMap((result) => result.objects)];
  const created = results.flatMap((result) => result.created);
  return sortByPlace(placeObjects([...applied, ...missingNamespaces(created, applied)]));
}

/** Takes the namespace off what stands in none. */
function placeObjects(objects: readonly RenderedObject[]): RenderedObject[] {
  const isClusterScoped = scopesOf(objects.map(({ object }) => object)); // a CRD may come with another release
  return objects.map((one) => ({ ...one, namespace: isClusterScoped(one.object) ? '' : one.namespace }));
}

/**
 * Joins the lines of Helm's or kustomize's words. Call it after secrets are hidden, since a secret may have lines too.
 */
function onOneLine(text: string): string {
  return oneLine(text.trim());
}

/** The problems of unreadable files in the region's folder or outside of every region's, unless Flux ignores them. */
function unreadableIn(
  entry: string,
  { unreadable = new Map(), regions }: RenderRequest,
  isIgnored: (path: string) => boolean,
): readonly RenderProblem[] {
  const others = regions.map((region) => region.entry).filter((other) => other !== entry);
  const ours = [...unreadable].filter(
    ([path]) => !isIgnored(path) && !others.some((other) => path.startsWith(`${other}/`)),
  );
  const remedy = 'Remove it, or leave it out by a .sourceignore';
  return ours.map(([object, problem]) => ({ kind: 'failed', object, field: '', problem, remedy }));
}

function sortByPlace(objects: readonly RenderedObject[]): readonly RenderedObject[] {
  const placed = objects.map((one) => ({ one, place: placeOf(one) }));
  return placed.sort((a, b) => compare(a.place, b.place)).map(({ one }) => one);
}

function placeOf({ cluster = '', namespace, object, appliedBy }: RenderedObject): string {
  const { apiVersion, kind, metadata } = object;
  return printJson([
    cluster,
    namespace,
    kind,
    metadata.name,
    apiVersion,
    appliedBy.kind,
    appliedBy.namespace,
    appliedBy.name,
  ]);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
