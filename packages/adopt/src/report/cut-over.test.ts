import { cutOverOf, type CutOverStep, type Owner } from './cut-over';

/** An object of a cluster: the labels that kustomize-controller sets, and nothing else. */
type Cluster = Map<string, string>;

interface Kustomization {
  readonly id: string;
  readonly inventory: readonly string[];
  prune: boolean;
}

const idOf = ({ namespace, name }: Owner) => `${namespace}/${name}`;

/**
 * What kustomize-controller does with a Kustomization that is deleted: it deletes what is in its inventory and carries
 * its owner labels, unless it does not prune (finalizer of kustomize-controller; ssa: DeleteOptions.Inclusions).
 */
function removeKustomization(cluster: Cluster, { id, inventory, prune }: Kustomization): void {
  for (const object of prune ? inventory : []) if (cluster.get(object) === id) cluster.delete(object);
}

const old: Owner = { namespace: 'flux-system', name: 'kit' };
const ours = 'flux-system/bootstrap-kit';
const inventory = ['HelmRelease flux-system/bp-dns', 'Namespace dns', 'HelmRepository flux-system/charts'];
const objects = inventory.slice(0, 2);

/** The source and the proof as far as the steps ask for them. */
function exampleSteps(): readonly CutOverStep[] {
  const unit = { ...old, spec: {}, objects: [], variables: undefined };
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'any' } };
  const tree = { files: new Map(), folder: '', unread: new Map(), build: noBuild, given: {} };
  const all = inventory.map((id) => ({ id, unit, object }));
  const source = { tree, units: [unit], raw: new Map(), encrypted: [], objects: all };
  const compared = objects.map((id) => ({ id, additions: [], differences: [], changes: [], sourceId: id }));
  const comparison = { variant: 'as it is', region: 'fsn1', objects: compared, surplus: [], off: [] };
  const proof = { tree: new Map(), comparisons: [{ ...comparison, ours: new Set(objects) }] };
  const cutOver = cutOverOf({ source, proof, fqdn: 'north.example.com', region: 'fsn1' });
  expect(cutOver.leftBehind).toEqual(['HelmRepository flux-system/charts']);
  return cutOver.steps;
}

const noBuild = () => Promise.resolve({ ok: false, code: 'not-in-tree', reason: 'nothing is built here' } as const);

/** Plays steps on a cluster; gives what is left of it, or the step that waits for ever. */
function play(order: readonly CutOverStep[]): Cluster | string {
  const cluster: Cluster = new Map(inventory.map((object) => [object, idOf(old)]));
  const kustomization: Kustomization = { id: idOf(old), inventory, prune: true };
  for (const step of order) {
    if (step.kind === 'hold') kustomization.prune = false;
    if (step.kind === 'apply') objects.forEach((object) => cluster.set(object, ours));
    if (step.kind === 'wait' && step.objects.some((object) => cluster.get(object) !== idOf(step.owner))) return 'wait';
    if (step.kind === 'remove') removeKustomization(cluster, kustomization);
  }
  return cluster;
}

test('by the steps every object of ours stays, and what ours lacks is left behind', () => {
  expect(play(exampleSteps())).toEqual(
    new Map([
      ['HelmRelease flux-system/bp-dns', ours],
      ['Namespace dns', ours],
      ['HelmRepository flux-system/charts', 'flux-system/kit'],
    ]),
  );
});

test('without the hold the source that ours lacks would be deleted', () => {
  const cluster = play(exampleSteps().filter(({ kind }) => kind !== 'hold'));
  expect(cluster).not.toHaveProperty('size', inventory.length);
});

test('a wait before ours is applied does not end', () => {
  const [hold, apply, wait, remove] = exampleSteps();
  expect(play([hold, wait, apply, remove].filter((step) => step !== undefined))).toBe('wait');
});
