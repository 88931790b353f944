import { fluxKeys, fluxNamespace } from '@sovereign-fleet/flux';
import { kitFolderName, regionFolder } from '@sovereign-fleet/domain';
import type { Proof } from '../model/proof';
import type { Source } from '../model/source';
import { folderName } from '../source/units';

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
  /** What the old root has and ours lacks: ours has its name, and deletes what is no longer in its folder. */
  readonly pruned: readonly string[];
}

export interface CutOverParts {
  readonly source: Source;
  readonly proof: Proof;
  readonly fqdn: string;
  readonly region: string;
}

const ours: Owner = { namespace: fluxNamespace, name: kitFolderName };

/** The steps for the cluster that was adopted. Old Kustomizations are held from the outermost to the innermost. */
export function cutOverOf({ source, proof, fqdn, region }: CutOverParts): CutOver {
  const old = source.units.filter(({ name }) => name !== folderName && name !== fluxNamespace);
  const owners = old.map(({ namespace, name }) => ({ namespace, name }));
  const comparison = proof.comparisons.find((one) => one.region === region);
  const arrived = comparison?.ours ?? new Set();
  const compared = new Set(comparison?.objects.map(({ id }) => id));
  const ids = source.objects.map(({ id }) => id);
  const gone = source.objects.filter(({ id }) => !arrived.has(id));
  const isOfRoot = ({ unit }: (typeof gone)[number]) => unit.name === fluxNamespace;
  return {
    steps: [
      ...owners.map((owner): CutOverStep => ({ kind: 'hold', owner })),
      { kind: 'apply', folder: `${regionFolder(fqdn, region)}/${fluxNamespace}` },
      { kind: 'wait', owner: ours, objects: ids.filter((id) => compared.has(id)) },
      ...[...owners].reverse().map((owner): CutOverStep => ({ kind: 'remove', owner })),
    ],
    leftBehind: gone.filter((one) => !isOfRoot(one)).map(({ id }) => id),
    pruned: gone.filter(isOfRoot).map(({ id }) => id),
  };
}

/** The steps as a person does them. */
export function cutOverLines({ steps, leftBehind, pruned }: CutOver): readonly string[] {
  const hasOld = steps.some(({ kind }) => kind === 'hold');
  const texts = hasOld ? steps.map(textOf) : withUnknownOwner(steps.map(textOf));
  return [
    'To take over the living cluster, with the old tree and ours both in place:',
    ...texts.map((text, index) => `  ${index + 1}. ${text}`),
    ...list('Left in the cluster, and applied by nobody then; remove by hand what is not needed:', leftBehind),
    ...list('Deleted by Flux, since our root Kustomization takes the place of the old one:', pruned),
  ];
}

function list(title: string, ids: readonly string[]): readonly string[] {
  return ids.length === 0 ? [] : [title, ...ids.map((id) => `  ${id}`)];
}

const resource = 'kustomizations.kustomize.toolkit.fluxcd.io';
const hold = `'{"spec":{"prune":false,"suspend":true}}'`;

/** The tree does not say which Kustomization of the cluster applies the folder. */
function withUnknownOwner(steps: readonly string[]): readonly string[] {
  return [
    `Find the Kustomization that applies the folder, and hold it: kubectl patch … --type=merge -p ${hold}`,
    ...steps,
    'Delete that Kustomization.',
  ];
}

function textOf(step: CutOverStep): string {
  switch (step.kind) {
    case 'hold': {
      const { namespace, name } = step.owner;
      return `kubectl -n ${namespace} patch ${resource} ${name} --type=merge -p ${hold}`;
    }
    case 'apply':
      return `kubectl apply -k ${step.folder}`;
    case 'wait': {
      const { namespace, name } = step.owner;
      const labels = `${fluxKeys.ownerName}=${name} and ${fluxKeys.ownerNamespace}=${namespace}`;
      const isBeside = step.objects.some((id) => !/^(HelmRelease|Namespace|HelmRepository|OCIRepository) /.test(id));
      const beside = isBeside ? `; objects beside a row have ${name}-<slot>` : '';
      return `Wait until each of the ${step.objects.length} objects has the labels ${labels}${beside}.`;
    }
    case 'remove': {
      const { namespace, name } = step.owner;
      return `kubectl -n ${namespace} delete ${resource} ${name} --ignore-not-found`;
    }
  }
}
