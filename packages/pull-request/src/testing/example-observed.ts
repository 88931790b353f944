// For tests: what may be observed of acme, and what is decided then.
import { decide } from '../reconcile/decide';
import type { Desired } from '../proposal/desired';
import type { PullRequest } from '../forge/forge';
import { type Sha, sha, type TreeListing } from '../forge/git-object';
import { blobSha, treeSha } from '../forge/git-tree';
import { desired } from './example-acme';
import { exampleDesired, exampleOptions, sixFiles } from './example-desired';
import { blockOf } from '../proposal/managed-block';
import { objectHash } from '../disk/node';
import { isQuestion, type Observed, type Ownership } from '../reconcile/observed';
import type { ProposeOptions } from '../reconcile/plan';
import { nobody } from '../forge/reviewers';

interface Situation {
  readonly observed: Observed;
  readonly of?: Desired;
  readonly options?: Partial<ProposeOptions>;
}

export interface DecisionRow extends Situation {
  readonly name: string;
  readonly state: string;
  readonly reason?: string;
  readonly steps?: readonly string[];
}

export const older = exampleDesired({ ...sixFiles, 'a.yaml': 'older' });
export const removed = exampleDesired({});
export const head = sha('1'.repeat(40));
export const baseCommit = sha('2'.repeat(40));

export function baseWith(tree: Sha | undefined, mode = '040000'): Observed['base'] {
  const clusters: TreeListing = new Map(tree === undefined ? [] : [['acme.example.com', { mode, sha: tree }]]);
  const entry = { mode: '040000', sha: treeSha(clusters, objectHash) };
  const rootListing: TreeListing = new Map(clusters.size === 0 ? [] : [['clusters', entry]]);
  return { branch: 'main', commit: baseCommit, root: treeSha(rootListing, objectHash), rootListing, clusters };
}

export function ownedByTool(subtree: Sha | undefined, baseSubtree: Sha | undefined, base = baseCommit): Ownership {
  const facts = { sovereign: 'acme', folder: 'clusters/acme.example.com', root: head, generator: '1.0.0' };
  return { by: 'tool', mark: { ...facts, subtree, baseSubtree, base, campaign: undefined } };
}

const block = blockOf({ kind: 'proposal', title: 'Old title', text: 'Old text' }, objectHash);

export function examplePull(change: Partial<PullRequest> = {}): PullRequest {
  const url = 'https://github.example.com/org/fleet/pull/7';
  return { number: 7, url, title: 'Old title', body: block, head, labels: ['fleet'], reviewers: nobody, ...change };
}

export function filesOf({ files }: Desired): TreeListing {
  return new Map([...files].map(([path, text]) => [path, { mode: '100644', sha: blobSha(text, objectHash) }]));
}

export const baseOlder = { base: baseWith(older.subtree) };
export const baseSame = { base: baseWith(desired.subtree) };
export const current = ownedByTool(desired.subtree, older.subtree);
export const openingSteps = ['open-pull', 'add-labels'];

/** What is decided in a situation, with the kinds of the steps. */
export function decisionOn({ observed, of = desired, options }: Situation) {
  const decision = decide(observed, of, { ...exampleOptions, ...options });
  if (isQuestion(decision)) throw new Error(`it asks for ${decision.ask}`);
  return { state: decision.state, reason: decision.reason, steps: decision.steps.map(({ kind }) => kind) };
}
