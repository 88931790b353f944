import { decide } from './decide';
import type { Desired } from '../proposal/desired';
import type { PullRequest } from '../forge/forge';
import { type Sha, sha, type TreeListing } from '../forge/git-object';
import { blobSha, treeSha } from '../forge/git-tree';
import { exampleDesired, exampleOptions, sixFiles } from '../testing/example-desired';
import { blockOf } from '../proposal/managed-block';
import { objectHash } from '../disk/node';
import { isQuestion, type Observed, type Ownership } from './observed';
import type { ProposeOptions } from './plan';
import { nobody } from '../forge/reviewers';

const desired = exampleDesired();
const older = exampleDesired({ ...sixFiles, 'a.yaml': 'older' });
const removed = exampleDesired({});
const head = sha('1'.repeat(40));
const baseCommit = sha('2'.repeat(40));

function baseWith(tree: Sha | undefined, mode = '040000'): Observed['base'] {
  const clusters: TreeListing = new Map(tree === undefined ? [] : [['acme.example.com', { mode, sha: tree }]]);
  const entry = { mode: '040000', sha: treeSha(clusters, objectHash) };
  const rootListing: TreeListing = new Map(clusters.size === 0 ? [] : [['clusters', entry]]);
  return { branch: 'main', commit: baseCommit, root: treeSha(rootListing, objectHash), rootListing, clusters };
}

function ours(subtree: Sha | undefined, baseSubtree: Sha | undefined, base = baseCommit): Ownership {
  const facts = { sovereign: 'acme', folder: 'clusters/acme.example.com', root: head, generator: '1.0.0' };
  return { by: 'tool', mark: { ...facts, subtree, baseSubtree, base, campaign: undefined } };
}

const block = blockOf({ kind: 'proposal', title: 'Old title', text: 'Old text' }, objectHash);

function pull(change: Partial<PullRequest> = {}): PullRequest {
  const url = 'https://github.example.com/org/fleet/pull/7';
  return { number: 7, url, title: 'Old title', body: block, head, labels: ['fleet'], reviewers: nobody, ...change };
}

function filesOf({ files }: Desired): TreeListing {
  return new Map([...files].map(([path, text]) => [path, { mode: '100644', sha: blobSha(text, objectHash) }]));
}

interface Row {
  readonly name: string;
  readonly observed: Observed;
  readonly of?: Desired;
  readonly options?: Partial<ProposeOptions>;
  readonly state: string;
  readonly reason?: string;
  readonly steps?: readonly string[];
}

const baseOlder = { base: baseWith(older.subtree) };
const baseSame = { base: baseWith(desired.subtree) };
const current = ours(desired.subtree, older.subtree);
const person: Ownership = { by: 'person', commit: head };
const link = { number: 9, url: 'https://github.example.com/org/fleet/pull/9' };
const foreign = { rootListing: new Map(), clusters: new Map(), changes: new Map(), conflicts: [] };
const known = { baseFiles: filesOf(older), branchFiles: { now: filesOf(older), ours: undefined }, foreign };
const opening = ['open-pull', 'add-labels'];

const rows: readonly Row[] = [
  { name: 'S0', observed: { ...baseSame, proposed: {} }, state: 'unchanged' },
  {
    name: 'S0 of a Sovereign that is nowhere',
    of: removed,
    observed: { base: baseWith(undefined), proposed: {} },
    state: 'unchanged',
  },
  {
    name: 'S1',
    observed: { ...baseSame, proposed: { head, pull: pull() }, ownership: current },
    state: 'closed-obsolete',
    steps: ['close-pull', 'delete-branch'],
  },
  {
    name: 'S2',
    observed: { ...baseSame, proposed: { head }, ownership: current },
    state: 'cleaned',
    steps: ['delete-branch'],
  },
  {
    name: 'S2 of whatever the base contains',
    observed: { ...baseSame, proposed: { head }, ownership: { by: 'base' } },
    state: 'cleaned',
    steps: ['delete-branch'],
  },
  {
    name: 'S3',
    observed: { ...baseOlder, proposed: { head, pull: pull() }, ownership: person },
    state: 'held',
    reason: `commit ${head} on fleet/acme is not ours. Merge it, or append to it with --take-over.`,
  },
  {
    name: 'S3 without a pull request',
    observed: { ...baseOlder, proposed: { head }, ownership: person },
    state: 'held',
    reason: `commit ${head} on fleet/acme is not ours. Merge it, or append to it with --take-over.`,
  },
  {
    name: 'S3, nothing left',
    observed: { ...baseSame, proposed: { head, pull: pull() }, ownership: person },
    state: 'held',
    reason:
      `commit ${head} on fleet/acme is not ours, and nothing is left to propose. Close the pull request or ` +
      `delete the branch.`,
  },
  {
    name: 'S3 taken over',
    observed: { ...baseOlder, proposed: { head, pull: pull() }, ownership: person, ...known },
    options: { takeOver: true },
    state: 'updated',
    reason: `taken over: it goes on from commit ${head}, which is not ours`,
    steps: ['commit', 'move-branch', 'edit-pull'],
  },
  {
    name: 'S4',
    observed: {
      ...baseOlder,
      proposed: {},
      declined: { pull: { ...pull(), closedAt: new Date(0) }, mark: 'mark' in current ? current.mark : undefined },
    },
    state: 'declined',
    reason: 'pull request #7 with the same content was closed. Propose it again with --reopen.',
  },
  {
    name: 'S4 of another content',
    observed: {
      ...baseOlder,
      proposed: {},
      declined: { pull: { ...pull(), closedAt: new Date(0) }, mark: undefined },
      baseFiles: filesOf(older),
    },
    state: 'created',
    steps: ['commit', 'create-branch', ...opening],
  },
  {
    name: 'S4 with --reopen',
    observed: { ...baseOlder, proposed: {}, baseFiles: filesOf(older) },
    options: { reopen: true },
    state: 'created',
    steps: ['commit', 'create-branch', ...opening],
  },
  {
    name: 'S5',
    observed: { base: baseWith(undefined), proposed: {}, declined: 'none' },
    state: 'created',
    steps: ['commit', 'create-branch', ...opening],
  },
  {
    name: 'S5 without labels',
    observed: { base: baseWith(undefined), proposed: {}, declined: 'none' },
    options: { labels: [] },
    state: 'created',
    steps: ['commit', 'create-branch', 'open-pull'],
  },
  {
    name: 'S5 with reviewers',
    observed: { base: baseWith(undefined), proposed: {}, declined: 'none' },
    options: { reviewers: { users: [], teams: ['platform'] } },
    state: 'created',
    steps: ['commit', 'create-branch', ...opening, 'request-reviewers'],
  },
  {
    name: 'S6',
    observed: { ...baseOlder, proposed: { head }, ownership: current, declined: 'none', isMerged: false },
    state: 'created',
    steps: opening,
  },
  {
    name: 'S6 of what was merged and taken back',
    observed: {
      ...baseOlder,
      proposed: { head },
      ownership: current,
      declined: 'none',
      isMerged: true,
      baseFiles: filesOf(older),
    },
    state: 'created',
    steps: ['commit', 'move-branch', ...opening],
  },
  {
    name: 'S7',
    observed: { ...baseOlder, proposed: { head, pull: pull() }, ownership: current },
    state: 'open-current',
  },
  {
    name: 'S7 without its text',
    observed: { ...baseOlder, proposed: { head, pull: pull({ body: 'Mine' }) }, ownership: current },
    state: 'repaired',
    steps: ['edit-pull'],
  },
  {
    name: 'S7 without its label',
    observed: { ...baseOlder, proposed: { head, pull: pull({ labels: [] }) }, ownership: current, labelsEver: [] },
    state: 'repaired',
    steps: ['add-labels'],
  },
  {
    name: 'S7 without a label that a person took off',
    observed: {
      ...baseOlder,
      proposed: { head, pull: pull({ labels: [] }) },
      ownership: current,
      labelsEver: ['fleet'],
    },
    state: 'open-current',
  },
  {
    name: 'S7 with reviewers who are asked',
    observed: {
      ...baseOlder,
      proposed: { head, pull: pull({ reviewers: { users: ['Octocat'], teams: ['platform'] } }) },
      ownership: current,
    },
    options: { reviewers: { users: ['octocat'], teams: ['platform'] } },
    state: 'open-current',
  },
  {
    name: 'S7 with a reviewer who was asked once',
    observed: {
      ...baseOlder,
      proposed: { head, pull: pull() },
      ownership: current,
      reviewersEver: { users: ['octocat'], teams: [] },
    },
    options: { reviewers: { users: ['octocat'], teams: [] } },
    state: 'open-current',
  },
  {
    name: 'S7 without a reviewer',
    observed: { ...baseOlder, proposed: { head, pull: pull() }, ownership: current, reviewersEver: nobody },
    options: { reviewers: { users: ['octocat'], teams: [] } },
    state: 'repaired',
    steps: ['request-reviewers'],
  },
  {
    name: 'S8, other content',
    observed: {
      ...baseOlder,
      proposed: { head, pull: pull() },
      ownership: ours(removed.subtree, older.subtree),
      baseFiles: filesOf(older),
    },
    state: 'updated',
    steps: ['commit', 'move-branch', 'edit-pull'],
  },
  {
    name: 'S8, other base',
    observed: {
      ...baseOlder,
      proposed: { head, pull: pull() },
      ownership: ours(desired.subtree, undefined),
      baseFiles: filesOf(older),
    },
    state: 'updated',
    steps: ['commit', 'move-branch', 'edit-pull'],
  },
  {
    name: 'S8 without a pull request',
    observed: {
      ...baseOlder,
      proposed: { head },
      ownership: ours(older.subtree, older.subtree),
      declined: 'none',
      baseFiles: filesOf(older),
    },
    state: 'created',
    steps: ['commit', 'move-branch', ...opening],
  },
  {
    name: 'S10 by its label',
    observed: { ...baseOlder, proposed: { head, pull: pull({ labels: ['fleet/hold'] }) } },
    state: 'held',
    reason: 'pull request #7 has the label fleet/hold. Take it off to go on.',
  },
  {
    name: 'S10 by the queue',
    observed: { ...baseOlder, proposed: { head, pull: pull({ isQueued: true }) } },
    state: 'held',
    reason: 'pull request #7 is in the merge queue. It is looked at again after that.',
  },
  {
    name: 'S10 by another base',
    observed: { ...baseOlder, proposed: { head, elsewhere: { ...link, base: 'release\u202e' } } },
    state: 'held',
    reason:
      'pull request #9 of fleet/acme goes to "release\\u{202e}" and not to "main". Change its base to ' +
      '"main", or close it.',
  },
  {
    name: 'S10 by another base, beside one of ours, with nothing left',
    observed: { ...baseSame, proposed: { head, pull: pull(), elsewhere: { ...link, base: 'release' } } },
    state: 'held',
    reason:
      'pull request #9 of fleet/acme goes to "release" and not to "main". Change its base to "main", or close it.',
  },
  {
    name: 'removal without leave',
    of: removed,
    observed: { ...baseOlder, proposed: {}, declined: 'none', baseFiles: filesOf(older) },
    state: 'failed',
    reason:
      'clusters/acme.example.com would go with all of its 6 files. If acme is to be removed, allow it with ' +
      '--allow-removal; if not, compile it with "npx nx sync".',
  },
  {
    name: 'removal with leave',
    of: removed,
    observed: { ...baseOlder, proposed: {}, declined: 'none', baseFiles: filesOf(older) },
    options: { allowRemoval: true },
    state: 'created',
    steps: ['commit', 'create-branch', ...opening],
  },
  {
    name: 'more than half gone',
    of: exampleDesired({ 'a.yaml': '1', 'b.yaml': '2' }),
    observed: { ...baseOlder, proposed: {}, declined: 'none', baseFiles: filesOf(older) },
    state: 'failed',
    reason:
      'clusters/acme.example.com would lose 4 of its 6 files, more than half. If that is meant, allow it ' +
      'with --allow-shrink; if not, compile acme with "npx nx sync".',
  },
  {
    name: 'more than half gone, with leave',
    of: exampleDesired({ 'a.yaml': '1', 'b.yaml': '2' }),
    observed: { ...baseOlder, proposed: {}, declined: 'none', baseFiles: filesOf(older) },
    options: { allowShrink: true },
    state: 'created',
    steps: ['commit', 'create-branch', ...opening],
  },
  {
    name: 'half gone',
    of: exampleDesired({ 'a.yaml': '1', 'b.yaml': '2', 'c.yaml': '3' }),
    observed: { ...baseOlder, proposed: {}, declined: 'none', baseFiles: filesOf(older) },
    state: 'created',
    steps: ['commit', 'create-branch', ...opening],
  },
  {
    name: 'a file in the folder’s place',
    observed: { base: baseWith(older.subtree, '100644'), proposed: {} },
    state: 'failed',
    reason: 'clusters/acme.example.com is not a folder in the base branch. Remove what is in its place.',
  },
  {
    name: 'a folder elsewhere',
    of: { ...desired, folder: 'clusters/../x' },
    observed: { ...baseOlder, proposed: {} },
    state: 'failed',
    reason:
      '"clusters/../x" is not a folder of a Sovereign, such as clusters/acme.example.com: nothing is written ' +
      "elsewhere. Name the Sovereign's folder.",
  },
  {
    name: 'a name without a branch',
    of: { ...desired, name: 'A b' },
    observed: { ...baseOlder, proposed: {} },
    state: 'failed',
    reason:
      '"A b" is not a DNS label, and a branch "fleet/<sovereign>" is made of one. Give the Sovereign a name ' +
      'such as "acme".',
  },
];

test.each(rows)('$name is planned as $state', ({ observed, of = desired, options, state, reason = '', steps = [] }) => {
  const decision = decide(observed, of, { ...exampleOptions, ...options });
  if (isQuestion(decision)) throw new Error(`it asks for ${decision.ask}`);
  const kinds = decision.steps.map(({ kind }) => kind);
  expect({ state: decision.state, reason: decision.reason, steps: kinds }).toEqual({ state, reason, steps });
});

test.each([
  { name: 'whose a head is', observed: { ...baseOlder, proposed: { head } }, ask: 'ownership' },
  { name: 'what was closed', observed: { ...baseOlder, proposed: {} }, ask: 'declined' },
  {
    name: 'what the base has',
    observed: { ...baseOlder, proposed: {}, declined: 'none' as const },
    ask: 'baseFiles',
  },
  {
    name: 'whether it was merged',
    observed: { ...baseOlder, proposed: { head }, ownership: current, declined: 'none' as const },
    ask: 'isMerged',
  },
  {
    name: 'which labels there were',
    observed: { ...baseOlder, proposed: { head, pull: pull({ labels: [] }) }, ownership: current },
    ask: 'labelsEver',
  },
])('a fact that costs a request is asked for only when it matters: $name', ({ observed, ask }) => {
  expect(decide(observed, desired, exampleOptions)).toEqual({ ask });
});

test('the base is a parent next to the head only if it has moved', () => {
  const parents = (base: Sha) => {
    const ownership = ours(older.subtree, older.subtree, base);
    const observed = { ...baseOlder, proposed: { head, pull: pull() }, ownership, baseFiles: filesOf(older) };
    const decision = decide(observed, desired, exampleOptions);
    return isQuestion(decision) ? [] : decision.steps.flatMap((step) => (step.kind === 'commit' ? step.parents : []));
  };
  expect(parents(baseCommit)).toEqual([head]);
  expect(parents(sha('3'.repeat(40)))).toEqual([head, baseCommit]);
});

test('a campaign that takes the place of another says so', () => {
  const before = ours(older.subtree, older.subtree);
  const ownership = before.by === 'tool' ? { ...before, mark: { ...before.mark, campaign: 'k8s-1-34' } } : before;
  const observed = { ...baseOlder, proposed: { head, pull: pull() }, ownership, baseFiles: filesOf(older) };
  expect(decide(observed, desired, { ...exampleOptions, campaign: 'k8s-1-35' })).toMatchObject({
    state: 'updated',
    reason: 'campaign k8s-1-35 takes the place of k8s-1-34',
  });
});

test('a campaign that proposes the same content names the other one too, without a new commit', () => {
  const ownership = current.by === 'tool' ? { ...current, mark: { ...current.mark, campaign: 'k8s-1-34' } } : current;
  const observed = { ...baseOlder, proposed: { head, pull: pull({ labels: ['fleet'] }) }, ownership };
  const reasonFor = (campaign: string) => decide(observed, desired, { ...exampleOptions, campaign });
  expect(reasonFor('k8s-1-34')).toMatchObject({ state: 'open-current', reason: '' });
  expect(reasonFor('k8s-1-35')).toMatchObject({
    state: 'open-current',
    reason: 'campaign k8s-1-35 takes the place of k8s-1-34',
    steps: [],
  });
});
