import { desired } from '../testing/example-acme';
import { exampleDesired } from '../testing/example-desired';
import {
  baseOlder,
  baseWith,
  type DecisionRow,
  decisionOn,
  filesOf,
  older,
  openingSteps,
  removed,
} from '../testing/example-observed';

const rows: readonly DecisionRow[] = [
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
    steps: ['commit', 'create-branch', ...openingSteps],
  },
  {
    name: 'removal of a Sovereign whose record says that it is retired',
    of: { ...removed, isRetired: true },
    observed: { ...baseOlder, proposed: {}, declined: 'none', baseFiles: filesOf(older) },
    state: 'created',
    steps: ['commit', 'create-branch', ...openingSteps],
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
    steps: ['commit', 'create-branch', ...openingSteps],
  },
  {
    name: 'half gone',
    of: exampleDesired({ 'a.yaml': '1', 'b.yaml': '2', 'c.yaml': '3' }),
    observed: { ...baseOlder, proposed: {}, declined: 'none', baseFiles: filesOf(older) },
    state: 'created',
    steps: ['commit', 'create-branch', ...openingSteps],
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

test.each(rows)('$name is planned as $state', ({ state, reason = '', steps = [], ...situation }) => {
  expect(decisionOn(situation)).toEqual({ state, reason, steps });
});
