import {
  baseOlder,
  baseSame,
  current,
  type DecisionRow,
  decisionOn,
  filesOf,
  head,
  older,
  openingSteps,
  examplePull,
} from '../testing/example-observed';
import type { Ownership } from './observed';

const person: Ownership = { by: 'person', commit: head };
const link = { number: 9, url: 'https://github.example.com/org/fleet/pull/9' };
const foreign = { rootListing: new Map(), clusters: new Map(), changes: new Map(), conflicts: [] };
const known = { baseFiles: filesOf(older), branchFiles: { now: filesOf(older), ours: undefined }, foreign };

const rows: readonly DecisionRow[] = [
  {
    name: 'S3',
    observed: { ...baseOlder, proposed: { head, pull: examplePull() }, ownership: person },
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
    observed: { ...baseSame, proposed: { head, pull: examplePull() }, ownership: person },
    state: 'held',
    reason:
      `commit ${head} on fleet/acme is not ours, and nothing is left to propose. Close the pull request or ` +
      `delete the branch.`,
  },
  {
    name: 'S3 taken over',
    observed: { ...baseOlder, proposed: { head, pull: examplePull() }, ownership: person, ...known },
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
      declined: {
        pull: { ...examplePull(), closedAt: new Date(0) },
        mark: 'mark' in current ? current.mark : undefined,
      },
    },
    state: 'declined',
    reason: 'pull request #7 with the same content was closed. Propose it again with --reopen.',
  },
  {
    name: 'S4 of another content',
    observed: {
      ...baseOlder,
      proposed: {},
      declined: { pull: { ...examplePull(), closedAt: new Date(0) }, mark: undefined },
      baseFiles: filesOf(older),
    },
    state: 'created',
    steps: ['commit', 'create-branch', ...openingSteps],
  },
  {
    name: 'S4 with --reopen',
    observed: { ...baseOlder, proposed: {}, baseFiles: filesOf(older) },
    options: { reopen: true },
    state: 'created',
    steps: ['commit', 'create-branch', ...openingSteps],
  },
  {
    name: 'S10 by its label',
    observed: { ...baseOlder, proposed: { head, pull: examplePull({ labels: ['fleet/hold'] }) } },
    state: 'held',
    reason: 'pull request #7 has the label fleet/hold. Take it off to go on.',
  },
  {
    name: 'S10 by the queue',
    observed: { ...baseOlder, proposed: { head, pull: examplePull({ isQueued: true }) } },
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
    observed: { ...baseSame, proposed: { head, pull: examplePull(), elsewhere: { ...link, base: 'release' } } },
    state: 'held',
    reason:
      'pull request #9 of fleet/acme goes to "release" and not to "main". Change its base to "main", or close it.',
  },
];

test.each(rows)('$name is planned as $state', ({ state, reason = '', steps = [], ...situation }) => {
  expect(decisionOn(situation)).toEqual({ state, reason, steps });
});
