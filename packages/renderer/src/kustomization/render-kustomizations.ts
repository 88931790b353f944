import { applyKustomization, buildKustomization, folderOfSpec, type TreeToBuild } from './apply-kustomization';
import { type FluxKustomization, isFluxKustomization, readFluxKustomization } from './flux-kustomization';
import { endlessWay, tooMany } from './growth';
import { kustomizationInputs } from '../kustomize/kustomization-inputs';
import { objectsIn } from '../objects/objects-in';
import type { Failure } from '../contract/ports';
import { emptyState, type RegionState } from './region-state';
import type { KubernetesObject, RenderProblem } from '../contract/rendered';
import { withoutIgnored } from '../tree/source-ignore';
import { idOf, idOfObject } from '../objects/object-id';

interface Pending {
  readonly kustomization: FluxKustomization;
  /** The ids of the Kustomizations that led here, itself last. */
  readonly way: readonly string[];
}

export interface Entry extends TreeToBuild {
  /** The folder that the region's Flux is pointed at. */
  readonly entry: string;
  readonly fluxVersion: string | undefined;
}

/**
 * All that the Kustomizations of a region apply, from its entry on into what comes out. A Kustomization waits for the
 * ConfigMaps and Secrets that it takes variables from, as long as another one may still bring them.
 */
export async function renderKustomizations(entry: Entry): Promise<RegionState> {
  const state = emptyState();
  const whole = { ...entry, files: withoutIgnored(entry.files) };
  const building = rootOf(whole, state);
  buildAhead(whole);
  const root = await building;
  if (root === undefined) return state;
  const from =
    state.treeIgnore === undefined ? whole : { ...entry, files: withoutIgnored(entry.files, state.treeIgnore) };
  const known = new Set([idOfKustomization(root)]);
  let pending: readonly Pending[] = [{ kustomization: root, way: [idOfKustomization(root)] }];
  while (pending.length > 0) {
    const built = await Promise.all(
      pending.map(async (one) => ({ one, outcome: await buildKustomization(one.kustomization, from) })),
    );
    const ready = built.filter(({ one }) => hasWhatItRefersTo(one.kustomization, state));
    const next = ready.length > 0 ? ready : built;
    const found = next.flatMap(({ one, outcome }) => {
      if (!outcome.ok) {
        state.problems.push(failed(one.kustomization, outcome));
        return [];
      }
      const applied = applyKustomization(one.kustomization, outcome.value, { state, fluxVersion: from.fluxVersion });
      return kustomizationsIn(applied, { state, root, parent: one });
    });
    const fresh = found.filter((one) => isNew(one, known));
    const excess = tooMany(fresh.at(-1)?.way ?? [], known.size);
    if (excess !== undefined) state.problems.push(excess);
    const waiting = built.filter((one) => !next.includes(one)).map(({ one }) => one);
    pending = excess === undefined ? [...waiting, ...fresh] : waiting;
  }
  return state;
}

/** Each once, whoever applies it. */
function isNew({ way }: Pending, known: Set<string>): boolean {
  const id = way.at(-1) ?? '';
  if (known.has(id)) return false;
  known.add(id);
  return true;
}

function idOfKustomization({ namespace, name }: FluxKustomization): string {
  return idOf('Kustomization', namespace, name);
}

function failed(kustomization: FluxKustomization, { reason, remedy }: Failure): RenderProblem {
  const { path } = kustomization.spec;
  const mend = path === '' ? 'Mend it in the tree' : `Mend ${path} in the tree`;
  const object = idOfKustomization(kustomization);
  return { kind: 'failed', object, field: 'spec.path', problem: reason, remedy: remedy ?? mend };
}

/**
 * The Kustomization that Flux is installed with, which is in its own output (`flux bootstrap`: flux-system); where the
 * entry has none, one that applies the entry as it is. Notes what the tree is, and what its source leaves out of it.
 */
async function rootOf({ entry, ...tree }: Entry, state: RegionState): Promise<FluxKustomization | undefined> {
  const object = rootObject(entry);
  const bare = readFluxKustomization(object);
  if (!bare.ok) throw new Error(bare.reason);
  const built = await buildKustomization(bare.value, tree);
  if (!built.ok) {
    const { reason: problem, remedy = 'Mend it in the tree' } = built;
    state.problems.push({ kind: 'failed', object: entry, field: '', problem, remedy });
    return undefined;
  }
  const own = built.value.filter(isFluxKustomization).map(readFluxKustomization);
  const found = own.find((read) => read.ok && folderOfSpec(read.value.spec) === entry);
  const root = found?.ok === true ? found.value : bare.value;
  state.treeSource = sourceOf(root.spec, root.namespace);
  state.treeIgnore = ignoreOf(built.value.find((one) => idOfObject(one) === state.treeSource));
  return root;
}

function ignoreOf(source: KubernetesObject | undefined): string | undefined {
  const spec = source?.['spec'] as { readonly ignore?: unknown } | undefined;
  return typeof spec?.ignore === 'string' ? spec.ignore : undefined;
}

/**
 * Starts what the entry will most likely lead to while it is built itself: the builds of the Kustomizations that its
 * files show as they are. Equal builds are made once, so the answers are there when they are asked for; a guess that is
 * wrong costs a build and changes nothing.
 */
function buildAhead({ entry, ...tree }: Entry): void {
  const inputs = kustomizationInputs(tree.files, entry);
  if (!inputs.ok) return;
  const texts = [...inputs.value.values()].filter((text) => text.includes('kustomize.toolkit.fluxcd.io/'));
  const shown = texts.map(objectsIn).flatMap((objects) => (objects.ok ? objects.value : []));
  for (const object of shown.filter(isFluxKustomization)) {
    const read = readFluxKustomization(object);
    if (!read.ok || read.value.spec.suspend || folderOfSpec(read.value.spec) === entry) continue;
    buildKustomization(read.value, tree).catch(() => undefined); // who really needs it hears of it
  }
}

function rootObject(entry: string): KubernetesObject {
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: 'flux-system', namespace: 'flux-system' },
    spec: { path: `./${entry}`, prune: true, sourceRef: { kind: 'GitRepository', name: 'flux-system' } },
  };
}

function hasWhatItRefersTo({ namespace, object }: FluxKustomization, { byId }: RegionState): boolean {
  const spec = object['spec'] as { readonly postBuild?: { readonly substituteFrom?: unknown } } | undefined;
  const references = spec?.postBuild?.substituteFrom;
  if (!Array.isArray(references)) return true;
  return references.every((reference: { readonly kind?: string; readonly name?: string }) =>
    byId.has(idOf(reference.kind ?? '', namespace, reference.name ?? '')),
  );
}

interface Context {
  readonly state: RegionState;
  readonly root: FluxKustomization;
  readonly parent: Pending;
}

/** The Kustomizations among what one applied; problems where they cannot be rendered from this tree. */
function kustomizationsIn(applied: readonly KubernetesObject[], context: Context): readonly Pending[] {
  return applied.filter(isFluxKustomization).flatMap((object) => {
    const id = idOfObject(object);
    // What is installed with Flux applies itself.
    if (id === context.parent.way.at(-1)) return [];
    const read = readFluxKustomization(object);
    const problem = read.ok ? problemOf(read.value, id, context) : invalid(id, read.reason);
    if (problem !== undefined) context.state.problems.push(problem);
    if (!read.ok || problem !== undefined) return [];
    return [{ kustomization: read.value, way: [...context.parent.way, id] }];
  });
}

function invalid(object: string, problem: string): RenderProblem {
  return { kind: 'failed', object, field: 'spec', problem, remedy: 'Write it as the CRD of Flux has it' };
}

function problemOf({ spec, namespace }: FluxKustomization, object: string, { root, parent }: Context) {
  if (parent.way.includes(object)) {
    const problem = `it applies itself: ${[...parent.way, object].join(' → ')}`;
    return { kind: 'failed', object, field: 'spec.path', problem, remedy: 'Break the cycle' } as const;
  }
  const endless = endlessWay([...parent.way, object]);
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
  if (sourceOf(spec, namespace) === sourceOf(root.spec, root.namespace)) return undefined;
  const problem = `its source ${sourceOf(spec, namespace)} is not this tree, so what it applies is not known`;
  return {
    kind: 'missing-source',
    object,
    field: 'spec.sourceRef',
    problem,
    remedy: 'Review that source by itself',
  } as const;
}

function sourceOf({ sourceRef }: FluxKustomization['spec'], namespace: string): string {
  return idOf(sourceRef.kind, sourceRef.namespace ?? namespace, sourceRef.name);
}
