import { decide } from './decide';
import { type Sha, sha } from '../forge/git-object';
import { desired } from '../testing/example-acme';
import { exampleOptions } from '../testing/example-desired';
import {
  baseCommit,
  baseOlder,
  baseSame,
  baseWith,
  current,
  type DecisionRow,
  decisionOn,
  filesOf,
  head,
  older,
  openingSteps,
  ownedByTool,
  examplePull,
  removed,
} from '../testing/example-observed';
import { isQuestion } from './observed';
import { nobody } from '../forge/reviewers';

const rows: readonly DecisionRow[] = [
  { name: 'S0', observed: { ...baseSame, proposed: {} }, state: 'unchanged' },
  {
    name: 'S0 of a Sovereign that is nowhere',
    of: removed,
    observed: { base: baseWith(undefined), proposed: {} },
    state: 'unchanged',
  },
  {
    name: 'S1',
    observed: { ...baseSame, proposed: { head, pull: examplePull() }, ownership: current },
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
    name: 'S5',
    observed: { base: baseWith(undefined), proposed: {}, declined: 'none' },
    state: 'created',
    steps: ['commit', 'create-branch', ...openingSteps],
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
    steps: ['commit', 'create-branch', ...openingSteps, 'request-reviewers'],
  },
  {
    name: 'S6',
    observed: { ...baseOlder, proposed: { head }, ownership: current, declined: 'none', isMerged: false },
    state: 'created',
    steps: openingSteps,
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
    steps: ['commit', 'move-branch', ...openingSteps],
  },
  {
    name: 'S7',
    observed: { ...baseOlder, proposed: { head, pull: examplePull() }, ownership: current },
    state: 'open-current',
  },
  {
    name: 'S7 without its text',
    observed: { ...baseOlder, proposed: { head, pull: examplePull({ body: 'Mine' }) }, ownership: current },
    state: 'repaired',
    steps: ['edit-pull'],
  },
  {
    name: 'S7 without its label',
    observed: {
      ...baseOlder,
      proposed: { head, pull: examplePull({ labels: [] }) },
      ownership: current,
      labelsEver: [],
    },
    state: 'repaired',
    steps: ['add-labels'],
  },
  {
    name: 'S7 without a label that a person took off',
    observed: {
      ...baseOlder,
      proposed: { head, pull: examplePull({ labels: [] }) },
      ownership: current,
      labelsEver: ['fleet'],
    },
    state: 'open-current',
  },
  {
    name: 'S7 with reviewers who are asked',
    observed: {
      ...baseOlder,
      proposed: { head, pull: examplePull({ reviewers: { users: ['Octocat'], teams: ['platform'] } }) },
      ownership: current,
    },
    options: { reviewers: { users: ['octocat'], teams: ['platform'] } },
    state: 'open-current',
  },
  {
    name: 'S7 with a reviewer who was asked once',
    observed: {
      ...baseOlder,
      proposed: { head, pull: examplePull() },
      ownership: current,
      reviewersEver: { users: ['octocat'], teams: [] },
    },
    options: { reviewers: { users: ['octocat'], teams: [] } },
    state: 'open-current',
  },
  {
    name: 'S7 without a reviewer',
    observed: { ...baseOlder, proposed: { head, pull: examplePull() }, ownership: current, reviewersEver: nobody },
    options: { reviewers: { users: ['octocat'], teams: [] } },
    state: 'repaired',
    steps: ['request-reviewers'],
  },
  {
    name: 'S8, other content',
    observed: {
      ...baseOlder,
      proposed: { head, pull: examplePull() },
      ownership: ownedByTool(removed.subtree, older.subtree),
      baseFiles: filesOf(older),
    },
    state: 'updated',
    steps: ['commit', 'move-branch', 'edit-pull'],
  },
  {
    name: 'S8, other base',
    observed: {
      ...baseOlder,
      proposed: { head, pull: examplePull() },
      ownership: ownedByTool(desired.subtree, undefined),
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
      ownership: ownedByTool(older.subtree, older.subtree),
      declined: 'none',
      baseFiles: filesOf(older),
    },
    state: 'created',
    steps: ['commit', 'move-branch', ...openingSteps],
  },
];

test.each(rows)('$name is planned as $state', ({ state, reason = '', steps = [], ...situation }) => {
  expect(decisionOn(situation)).toEqual({ state, reason, steps });
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
    observed: { ...baseOlder, proposed: { head, pull: examplePull({ labels: [] }) }, ownership: current },
    ask: 'labelsEver',
  },
])('a fact that costs a request is asked for only when it matters: $name', ({ observed, ask }) => {
  expect(decide(observed, desired, exampleOptions)).toEqual({ ask });
});

test('the base is a parent next to the head only if it has moved', () => {
  const parents = (base: Sha) => {
    const ownership = ownedByTool(older.subtree, older.subtree, base);
    const observed = { ...baseOlder, proposed: { head, pull: examplePull() }, ownership, baseFiles: filesOf(older) };
    const decision = decide(observed, desired, exampleOptions);
    return isQuestion(decision) ? [] : decision.steps.flatMap((step) => (step.kind === 'commit' ? step.parents : []));
  };
  expect(parents(baseCommit)).toEqual([head]);
  expect(parents(sha('3'.repeat(40)))).toEqual([head, baseCommit]);
});

test('a campaign that takes the place of another says so', () => {
  const before = ownedByTool(older.subtree, older.subtree);
  const ownership = before.by === 'tool' ? { ...before, mark: { ...before.mark, campaign: 'k8s-1-34' } } : before;
  const observed = { ...baseOlder, proposed: { head, pull: examplePull() }, ownership, baseFiles: filesOf(older) };
  expect(decide(observed, desired, { ...exampleOptions, campaign: 'k8s-1-35' })).toMatchObject({
    state: 'updated',
    reason: 'campaign k8s-1-35 takes the place of k8s-1-34',
  });
});

test('a campaign that proposes the same content names the other one too, without a new commit', () => {
  const ownership = current.by === 'tool' ? { ...current, mark: { ...current.mark, campaign: 'k8s-1-34' } } : current;
  const observed = { ...baseOlder, proposed: { head, pull: examplePull({ labels: ['fleet'] }) }, ownership };
  const reasonFor = (campaign: string) => decide(observed, desired, { ...exampleOptions, campaign });
  expect(reasonFor('k8s-1-34')).toMatchObject({ state: 'open-current', reason: '' });
  expect(reasonFor('k8s-1-35')).toMatchObject({
    state: 'open-current',
    reason: 'campaign k8s-1-35 takes the place of k8s-1-34',
    steps: [],
  });
});
