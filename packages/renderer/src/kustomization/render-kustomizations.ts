import { isKustomization, type Kustomization, readPostBuild, type SubstituteReference } from '@sovereign-fleet/flux';
import { printJson } from '@sovereign-fleet/go-text';
import { applyKustomization } from './apply-kustomization';
import { buildKustomization } from './build-kustomization';
import { endlessChainProblem, mostRounds, regionSizeProblem, unsettledProblem } from './kustomization-limits';
import { buildAhead, type Entry, findRoot, readApplied, sourceOf } from './root-kustomization';
import { type AppliedKustomization, emptyState, isTreeSource, type RegionState } from './region-state';
import { idOf, idOfObject } from '../objects/object-id';
import type { ApiServer } from '../contract/api-server';
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
  const { paths, ignore } = state.treeFilter;
  const isPart = paths !== undefined || ignore !== undefined;
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
      found.push(...kustomizationsIn(applied, { state, chain: one.chain }));
    }
    const fresh = found.filter((one) => isNew(one, known));
    const excess = regionSizeProblem(fresh.at(-1)?.chain ?? [], known.size);
    if (excess !== undefined) state.problems.push(excess);
    const waiting = built.filter((one) => !next.includes(one)).map(({ one }) => one);
    pending = excess === undefined ? [...waiting, ...fresh] : waiting;
  }
  return state;
}

async function applyBuilt(
  kustomization: AppliedKustomization,
  outcome: Awaited<ReturnType<typeof buildKustomization>>,
  context: { readonly state: RegionState; readonly server: ApiServer },
): Promise<readonly KubernetesObject[]> {
  if (outcome.ok) return applyKustomization(kustomization, outcome.value, context);
  context.state.problems.push(buildProblem(kustomization, outcome));
  return [];
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
    return [{ kustomization: read.value, chain: [...context.chain, id] }];
  });
}

function invalidSpecProblem(object: string, problem: string): RenderProblem {
  return { kind: 'failed', object, field: 'spec', problem, remedy: 'Write it as the CRD of Flux has it' };
}

function problemOf({ spec, namespace }: Kustomization, object: string, { state, chain }: Context) {
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
  if (spec.kubeConfig !== undefined) {
    const problem = 'it is applied to the cluster of a kubeconfig, so nothing of it is in this one';
    const remedy = 'Review that cluster by itself';
    return { kind: 'other-cluster', object, field: 'spec.kubeConfig', problem, remedy } as const;
  }
  if (isTreeSource(state, sourceOf(spec, namespace))) return undefined;
  const problem = `its source ${sourceOf(spec, namespace)} is not this tree, so what it applies is not known`;
  return {
    kind: 'missing-source',
    object,
    field: 'spec.sourceRef',
    problem,
    remedy: 'Review that source by itself, or say in "unfollowed" of the kit why it is not looked at',
  } as const;
}
