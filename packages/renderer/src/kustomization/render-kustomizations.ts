import { addAll } from '@sovereign-fleet/domain';
import {
  isHelmRelease,
  isKustomization,
  type Kustomization,
  readPostBuild,
  type SubstituteReference,
} from '@sovereign-fleet/flux';
import { printJson } from '@sovereign-fleet/go-text';
import { applyKustomization } from './apply-kustomization';
import { buildKustomization, folderOfSpec } from './build-kustomization';
import { isKnownCluster } from './known-cluster';
import {
  endlessChainProblem,
  longNameProblem,
  mostRounds,
  regionSizeProblem,
  unsettledProblem,
} from './kustomization-limits';
import { buildAhead, type Entry, findRoot, readApplied, sourceOf } from './root-kustomization';
import { type AppliedKustomization, emptyState, isTreeSource, type RegionState, sourceRemedy } from './region-state';
import { idOf, idOfObject } from '../objects/object-id';
import type { ApiServer } from '../contract/api-server';
import { unselectedPatches } from './unselected-patches';
import { targetCluster } from '../objects/target-cluster';
import type { Outside } from '../contract/outside';
import { filesOfSource } from '../tree/source-files';
import { withoutIgnored } from '../tree/source-ignore';
import type { Failure } from '../contract/failure';
import type { KubernetesObject, RenderProblem } from '../contract/rendered';

interface Pending {
  readonly kustomization: AppliedKustomization;
  /** The ids of the Kustomizations that led here, with this one last. */
  readonly chain: readonly string[];
}

/**
 * All that the Kustomizations of a region apply, beginning at its entry, and including the Kustomizations that others
 * apply. A Kustomization waits for the ConfigMaps and Secrets of its variables as long as another one may still apply
 * them. Where an optional one comes later, all is rendered again with it: Flux tries again until nothing changes.
 */
export async function renderKustomizations(entry: Entry): Promise<RegionState> {
  let state = await renderRound(entry, new Map());
  for (let round = 1; round < mostRounds && hasNewSource(state); round += 1) {
    state = await renderRound(entry, state.byId);
  }
  if (hasNewSource(state)) state.problems.push(unsettledProblem(entry.entry));
  return state;
}

/** Whether variables were taken from other objects than those that are there in the end. */
function hasNewSource({ byId, sources }: RegionState): boolean {
  return [...sources].some(([id, used]) => printJson(used) !== printJson(byId.get(id)));
}

async function renderRound(entry: Entry, earlier: RegionState['earlier']): Promise<RegionState> {
  const { installed = [], outside = {} } = entry;
  const state = emptyState(entry.secrets, { installed, earlier, outside });
  const whole = { ...entry, files: withoutIgnored(entry.files) };
  const building = findRoot(whole, state);
  buildAhead(whole);
  const root = await building;
  if (root === undefined) return state;
  const { paths, ignore, copies = [] } = state.treeFilter;
  const isPart = paths !== undefined || ignore !== undefined || copies.length > 0;
  const from = isPart ? { ...entry, files: filesOfSource(entry.files, state.treeFilter) } : whole;
  const known = new Set([idOfKustomization(root)]);
  const first: Pending = { kustomization: root, chain: [idOfKustomization(root)] };
  const ofReleases = installed.flatMap(({ appliedBy, object }) => {
    const maker = idOf(appliedBy.kind, appliedBy.namespace, appliedBy.name);
    return kustomizationsIn([object], { state, chain: [maker] });
  });
  let pending: readonly Pending[] = [first, ...ofReleases.filter((one) => isNew(one, known))];
  while (pending.length > 0) {
    const built = await Promise.all(
      pending.map(async (one) => ({ one, outcome: await buildKustomization(one.kustomization, from) })),
    );
    const ready = built.filter(({ one }) => hasSubstitutes(one.kustomization, state));
    const next = ready.length > 0 ? ready : built;
    const found: Pending[] = [];
    for (const { one, outcome } of next) {
      const applied = await applyBuilt(one.kustomization, outcome, { state, server: from.server });
      addAll(found, kustomizationsIn(applied, { state, chain: one.chain }));
    }
    const fresh = found.filter((one) => isNew(one, known));
    const excess = regionSizeProblem(fresh.at(-1)?.chain ?? [], known.size);
    if (excess !== undefined) state.problems.push(excess);
    const waiting = built.filter((one) => !next.includes(one)).map(({ one }) => one);
    pending = excess === undefined ? [...waiting, ...fresh] : waiting;
  }
  await renderElsewhere(from, state, outside);
  return state;
}

/** What Kustomizations apply to other clusters, once all is there that tells which clusters the tree knows. */
async function renderElsewhere(from: Entry, state: RegionState, { delivered }: Outside): Promise<void> {
  for (const kustomization of state.elsewhere.values()) {
    const { cluster = '' } = targetCluster(kustomization);
    if (!isKnownCluster(cluster, state, delivered)) {
      state.problems.push(unknownClusterProblem(kustomization, cluster));
      continue;
    }
    const outcome = await buildKustomization(kustomization, from);
    const applied = await applyBuilt(kustomization, outcome, { state, server: from.server });
    const ofFlux = applied.filter((object) => isKustomization(object) || isHelmRelease(object));
    addAll(
      state.problems,
      ofFlux.map((object) => otherFluxProblem(object, cluster)),
    );
  }
}

function unknownClusterProblem(kustomization: Kustomization, cluster: string): RenderProblem {
  const problem = `it is applied to the cluster of ${cluster}, which nothing in the tree brings, so it is not known`;
  const remedy = 'Review that cluster by itself, or name the object in the kit if somebody delivers it';
  return {
    kind: 'other-cluster',
    object: idOfKustomization(kustomization),
    field: 'spec.kubeConfig',
    problem,
    remedy,
  };
}

function otherFluxProblem(object: KubernetesObject, cluster: string): RenderProblem {
  const problem = `it is in the cluster of ${cluster}, whose own Flux may reconcile it, and that is not followed here`;
  const remedy = 'Review that cluster by itself, or apply it here with spec.kubeConfig';
  return { kind: 'not-followed', object: idOfObject(object), field: '', problem, remedy };
}

async function applyBuilt(
  kustomization: AppliedKustomization,
  outcome: Awaited<ReturnType<typeof buildKustomization>>,
  context: { readonly state: RegionState; readonly server: ApiServer },
): Promise<readonly KubernetesObject[]> {
  if (outcome.ok) {
    addAll(context.state.problems, unselectedPatches(kustomization, outcome.value));
    return applyKustomization(kustomization, outcome.value, context);
  }
  context.state.problems.push(
    foreignFolderProblem(kustomization, context.state) ?? buildProblem(kustomization, outcome),
  );
  return [];
}

/** A folder that the tree's source includes from elsewhere. */
function foreignFolderProblem(
  kustomization: Kustomization,
  { foreignFolders }: RegionState,
): RenderProblem | undefined {
  const folder = `${folderOfSpec(kustomization.spec)}/`;
  const [, id] = [...foreignFolders].find(([to]) => folder.startsWith(`${to}/`)) ?? [];
  if (id === undefined) return undefined;
  const problem = `its folder comes from ${id}, which is not this tree, so what it applies is not known`;
  const [object, remedy] = [idOfKustomization(kustomization), sourceRemedy];
  return { kind: 'not-followed', object, field: 'spec.path', problem, remedy };
}

/** Each Kustomization is rendered once, even if several others apply it. */
function isNew({ chain }: Pending, known: Set<string>): boolean {
  const id = chain.at(-1) ?? '';
  if (known.has(id)) return false;
  known.add(id);
  return true;
}

function idOfKustomization({ namespace, name }: Kustomization): string {
  return idOf('Kustomization', namespace, name);
}

function buildProblem(kustomization: Kustomization, { code, reason, remedy }: Failure): RenderProblem {
  const { path } = kustomization.spec;
  const mend = path === '' ? 'Mend it in the tree' : `Mend ${path} in the tree`;
  const object = idOfKustomization(kustomization);
  const kind = code === 'not-fetched' ? code : 'failed';
  return { kind, object, field: 'spec.path', problem: reason, remedy: remedy ?? mend };
}

function hasSubstitutes({ namespace, object }: AppliedKustomization, { byId, earlier }: RegionState): boolean {
  const hasId = (id: string) => byId.has(id) || earlier.has(id);
  const isThere = ({ kind, name }: SubstituteReference) =>
    typeof kind === 'string' && typeof name === 'string' && hasId(idOf(kind, namespace, name));
  return readPostBuild(object).substituteFrom.every(isThere);
}

interface Context {
  readonly state: RegionState;
  /** The ids of what led to whoever applied them, with that one last. */
  readonly chain: readonly string[];
}

/**
 * The Kustomizations among the objects that one applied. Those that cannot be rendered from this tree become problems.
 */
function kustomizationsIn(applied: readonly KubernetesObject[], context: Context): readonly Pending[] {
  return applied.filter(isKustomization).flatMap((object) => {
    const id = idOfObject(object);
    // The Kustomization that Flux is installed with applies itself.
    if (id === context.chain.at(-1)) return [];
    const read = readApplied(object);
    const problem = read.ok ? problemOf(read.value, id, context) : invalidSpecProblem(id, read.reason);
    if (problem !== undefined) context.state.problems.push(problem);
    if (!read.ok || problem !== undefined) return [];
    if (read.value.spec.kubeConfig !== undefined) {
      context.state.elsewhere.set(id, read.value);
      return [];
    }
    return [{ kustomization: read.value, chain: [...context.chain, id] }];
  });
}

function invalidSpecProblem(object: string, problem: string): RenderProblem {
  return { kind: 'failed', object, field: 'spec', problem, remedy: 'Write it as the CRD of Flux has it' };
}

function problemOf({ spec, namespace, name }: Kustomization, object: string, { state, chain }: Context) {
  if (chain.includes(object)) {
    const problem = `it applies itself: ${[...chain, object].join(' → ')}`;
    return { kind: 'failed', object, field: 'spec.path', problem, remedy: 'Break the cycle' } as const;
  }
  const endless = endlessChainProblem([...chain, object]);
  if (endless !== undefined) return endless;
  if (spec.suspend) {
    const problem = 'it is suspended, so Flux applies nothing of it';
    return { kind: 'suspended', object, field: 'spec.suspend', problem, remedy: 'Resume it, or remove it' } as const;
  }
  const long = longNameProblem(object, name);
  if (long !== undefined) return long;
  if (isTreeSource(state, sourceOf(spec, namespace))) return undefined;
  const problem = `its source ${sourceOf(spec, namespace)} is not this tree, so what it applies is not known`;
  return {
    kind: 'missing-source',
    object,
    field: 'spec.sourceRef',
    problem,
    remedy: sourceRemedy,
  } as const;
}
