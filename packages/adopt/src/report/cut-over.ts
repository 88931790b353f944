import { fluxKeys } from '@sovereign-fleet/flux';
import { kitFolderName, regionFolder } from '@sovereign-fleet/domain';
import type { Note } from '../model/note';
import type { Proof } from '../prove/prove';
import type { Source } from '../source/source-tree';

/** A Kustomization of Flux. */
export interface Owner {
  readonly namespace: string;
  readonly name: string;
}

/** One step by which a living cluster changes from the old tree to ours. */
export type CutOverStep =
  /** The old Kustomization deletes nothing any more, and applies nothing. */
  | { readonly kind: 'hold'; readonly owner: Owner }
  | { readonly kind: 'apply'; readonly folder: string }
  /** Each of these objects carries the labels of the owner. */
  | { readonly kind: 'wait'; readonly owner: Owner; readonly objects: readonly string[] }
  | { readonly kind: 'remove'; readonly owner: Owner };

export interface CutOver {
  readonly steps: readonly CutOverStep[];
  /** What the old inventory has and ours lacks: it stays in the cluster, and nobody applies it any more. */
  readonly leftBehind: readonly string[];
}

export interface CutOverParts {
  readonly source: Source;
  readonly notes: readonly Note[];
  readonly proof: Proof;
  readonly fqdn: string;
  readonly region: string;
}

const ours: Owner = { namespace: 'flux-system', name: kitFolderName };

/** The steps for the cluster that was adopted. Old Kustomizations are held from the outermost to the innermost. */
export function cutOverOf({ source, proof, fqdn, region }: CutOverParts): CutOver {
  const old = source.units.map(({ namespace, name }) => ({ namespace, name })).filter(isOfCluster);
  const compared = proof.comparisons.find((one) => one.region === region)?.objects ?? [];
  const arrived = new Set(compared.map(({ id }) => id));
  const objects = source.objects.map(({ id }) => id);
  return {
    steps: [
      ...old.map((owner): CutOverStep => ({ kind: 'hold', owner })),
      { kind: 'apply', folder: `${regionFolder(fqdn, region)}/flux-system` },
      { kind: 'wait', owner: ours, objects: objects.filter((id) => arrived.has(id)) },
      ...[...old].reverse().map((owner): CutOverStep => ({ kind: 'remove', owner })),
    ],
    leftBehind: objects.filter((id) => !arrived.has(id)),
  };
}

/** The folder itself is no Kustomization of the cluster; who applies it is not in the tree. */
function isOfCluster({ name }: Owner): boolean {
  return name !== 'adopted-folder';
}

/** The steps as a person does them. */
export function cutOverLines({ steps, leftBehind }: CutOver): readonly string[] {
  const hasOld = steps.some(({ kind }) => kind === 'hold');
  return [
    'To take over the living cluster, with the old tree and ours both in place:',
    ...(hasOld ? steps.map(textOf) : withUnknownOwner(steps.map(textOf))).map((text, index) => `  ${index + 1}. ${text}`),
    ...(leftBehind.length === 0 ? [] : ['Left in the cluster, and applied by nobody then; remove by hand what is not needed:']),
    ...leftBehind.map((id) => `  ${id}`),
  ];
}

/** The tree does not say which Kustomization of the cluster applies the folder. */
function withUnknownOwner(steps: readonly string[]): readonly string[] {
  const patch = `'{"spec":{"prune":false,"suspend":true}}'`;
  return [
    `Find the Kustomization that applies the folder, and hold it: kubectl patch … --type=merge -p ${patch}`,
    ...steps,
    'Delete that Kustomization.',
  ];
}

function textOf(step: CutOverStep): string {
  switch (step.kind) {
    case 'hold': {
      const { namespace, name } = step.owner;
      const patch = `'{"spec":{"prune":false,"suspend":true}}'`;
      return `kubectl -n ${namespace} patch kustomizations.kustomize.toolkit.fluxcd.io ${name} --type=merge -p ${patch}`;
    }
    case 'apply':
      return `kubectl apply -k ${step.folder}`;
    case 'wait': {
      const { namespace, name } = step.owner;
      const labels = `${fluxKeys.ownerName}=${name} and ${fluxKeys.ownerNamespace}=${namespace}`;
      return `Wait until each of the ${step.objects.length} objects has the labels ${labels}.`;
    }
    case 'remove':
      return `kubectl -n ${step.owner.namespace} delete kustomizations.kustomize.toolkit.fluxcd.io ${step.owner.name}`;
  }
}
