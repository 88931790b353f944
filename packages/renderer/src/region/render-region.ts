import { isHelmRelease } from '@sovereign-fleet/flux';
import { printJson } from '@sovereign-fleet/go-text';
import { cycleProblem, releaseOrder, type ReleaseOrder } from './release-order';
import { madeByReleases } from './made-by-releases';
import { idOf, idOfObject } from '../objects/object-id';
import { renderKustomizations } from '../kustomization/render-kustomizations';
import { isTreeSource, orStandIn, type RegionState } from '../kustomization/region-state';
import type { ReleaseResult } from '../release/release-result';
import { type ReleaseContext, renderRelease } from '../release/render-release';
import type { ClusterVersions } from '../cluster/cluster-apis';
import type { Outside } from '../contract/outside';
import type { ApiServer } from '../contract/api-server';
import type { Files, TemplateChart, Tools } from '../contract/ports';
import type { RegionSecrets } from '../contract/region-secrets';
import type { Applier, KubernetesObject, RenderedObject, RenderProblem } from '../contract/rendered';

export interface RegionInput {
  readonly files: Files;
  readonly entry: string;
  readonly fluxVersion: string | undefined;
  readonly cluster: ClusterVersions;
  readonly outside: Outside;
  readonly server: ApiServer;
  readonly tools: Tools;
  /** An empty collection of what to hide. Each round has its own. */
  readonly collectSecrets: () => RegionSecrets;
}

/** What a region's Flux applies, when nothing changes any more. */
export interface RegionRound {
  readonly state: RegionState;
  readonly results: readonly ReleaseResult[];
  readonly problems: readonly RenderProblem[];
  readonly secrets: RegionSecrets;
}

/** A release in a release in a release; more than this is one that makes others without end. */
const mostRounds = 12;

/**
 * Renders a region. What a release makes is in the cluster too, and Flux reconciles it: HelmReleases, Kustomizations
 * and sources of charts, values in their ConfigMaps and Secrets, and CRDs that other charts ask for. So a region is
 * rendered again with what its releases made, until they make nothing else that somebody looks at.
 */
export async function renderToRest(input: RegionInput): Promise<RegionRound> {
  const template = rememberTemplates(input.tools.template);
  const once = { ...input, tools: { ...input.tools, template } };
  let installed: readonly RenderedObject[] = [];
  for (let round = 1; ; round += 1) {
    const rendered = await renderRound(once, installed);
    const applied = ofOwnCluster(rendered.state.objects).map(({ object }) => object);
    const next = await madeByReleases(rendered.results, applied);
    if (keyOf(next) === keyOf(installed)) return rendered;
    if (round === mostRounds) return { ...rendered, problems: [...rendered.problems, restlessProblem(input.entry)] };
    installed = next;
  }
}

/** The same request has the same answer in each round, also where a chart makes a password of its own. */
function rememberTemplates(template: TemplateChart): TemplateChart {
  const known = new Map<string, ReturnType<TemplateChart>>();
  return (request) => {
    const { chart, redaction } = request;
    const hidden = redaction === 'none' ? redaction : redaction.key;
    const key = JSON.stringify({ ...request, chart: chart.digest, redaction: hidden });
    const answer = known.get(key) ?? template(request);
    known.set(key, answer);
    return answer;
  };
}

function keyOf(objects: readonly RenderedObject[]): string {
  return JSON.stringify(objects.map((one) => printJson(one)).sort());
}

function restlessProblem(object: string): RenderProblem {
  const problem = `what its releases make still changes after ${mostRounds} rounds: one makes others without end`;
  return { kind: 'failed', object, field: '', problem, remedy: 'Have charts make no HelmRelease of themselves' };
}

async function renderRound(input: RegionInput, installed: readonly RenderedObject[]): Promise<RegionRound> {
  const { files, entry, fluxVersion, server, tools, outside, collectSecrets } = input;
  const secrets = collectSecrets();
  for (const { object } of installed) secrets.addObject(object);
  for (const object of outside.standIns ?? []) secrets.addObject(object);
  const { build } = tools;
  const tree = { files, entry, build, fluxVersion, server, secrets, installed, outside };
  const state = await renderKustomizations(tree);
  const objects = uniqueObjects([...ofOwnCluster(state.objects), ...installed].map(({ object }) => object));
  const order = releaseOrder(objects);
  const results: Promise<ReleaseResult>[] = [];
  const problems: RenderProblem[] = [];
  for (const object of objects.filter(isHelmRelease)) {
    const cycle = order.cycleOf(idOfObject(object));
    if (cycle === undefined) results.push(renderRelease(object, contextOf(object, { input, state, installed, order })));
    else problems.push(cycleProblem(cycle));
  }
  return { state, results: await Promise.all(results), problems, secrets };
}

function ofOwnCluster(objects: readonly RenderedObject[]): readonly RenderedObject[] {
  return objects.filter(({ cluster }) => cluster === undefined);
}

/** An object that a Kustomization applies goes before one of a release. */
function uniqueObjects(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const byId = new Map<string, KubernetesObject>();
  for (const object of objects) if (!byId.has(idOfObject(object))) byId.set(idOfObject(object), object);
  return [...byId.values()];
}

interface Round {
  readonly input: RegionInput;
  readonly state: RegionState;
  readonly installed: readonly RenderedObject[];
  readonly order: ReleaseOrder;
}

/**
 * What a release finds. What only itself makes, or a release that waits for it, comes too late for what it cannot do
 * without; an optional reference has it later, when Flux installs the release once more.
 */
function contextOf(object: KubernetesObject, { input, state, installed, order }: Round): ReleaseContext {
  const own = idOfObject(object);
  const isLater = (maker: string): boolean => maker === own || order.waitsFor(maker, own);
  const makersOf = (id: string): readonly RenderedObject[] =>
    state.ofReleases.has(id) ? installed.filter((one) => idOfObject(one.object) === id) : [];
  const isInTime = (one: RenderedObject): boolean => !isLater(idOfApplier(one.appliedBy));
  const { cluster, outside, tools, fluxVersion } = input;
  const made = [...ofOwnCluster(state.objects), ...installed].filter(isInTime).map((one) => one.object);
  const crds = [...made, ...state.standIns.values()];
  return {
    find: (id) => orStandIn(state, id, makersOf(id).find(isInTime)?.object ?? state.byId.get(id)),
    lateMakerOf: (id) => {
      const [maker] = makersOf(id);
      return maker === undefined || makersOf(id).some(isInTime) ? undefined : idOfApplier(maker.appliedBy);
    },
    delivered: outside.delivered,
    tools,
    cluster,
    fluxVersion,
    crds: crds.filter(({ kind }) => kind === 'CustomResourceDefinition'),
    isTree: (id) => isTreeSource(state, id),
    treeFilter: state.treeFilter,
    secrets: state.secrets,
  };
}

function idOfApplier({ kind, namespace, name }: Applier): string {
  return idOf(kind, namespace, name);
}
