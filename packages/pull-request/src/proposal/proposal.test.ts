import type { Review } from '@sovereign-fleet/policy';
import { exampleDesired } from '../testing/example-desired';
import { closedText, proposalText, proposalTitle } from './proposal';
import { exampleFacts, exampleReview } from '../testing/example-review';

const desired = exampleDesired();

const forPeople =
  'This branch is kept up to date by sovereign-fleet. The label `fleet/hold` stops that, and so does a ' +
  'commit of your own on the branch. What is closed without a merge is not proposed again until its content ' +
  'is another one. Text outside of this block is yours.';

test('a proposal says what it is, where, and that nobody reviewed it', () => {
  expect(proposalText(exampleFacts({}, 'update', 'k8s-1-35')))
    .toBe(`Updates the Sovereign \`acme\` in \`clusters/acme.example.com\`: 2 regions, 6 files.

Campaign: \`k8s-1-35\`.

### Regions

- \`fsn1\` (primary): \`bp-mgmt-vcluster\`, \`bp-dmz-vcluster\`
- \`hel1\` (secondary): \`bp-dmz-vcluster\`, \`bp-rtz-vcluster\`

${forPeople}

**Not reviewed.** No review was made of exactly these files; \`npx nx run acme:review\` makes one.`);
});

test('a proposal says at which step of a plan it is, and which regions are fenced', () => {
  const plan = { what: 'hel1 becomes the primary in place of fsn1', step: 1, of: 3 };
  const [first, ...others] = desired.regions;
  const regions = first === undefined ? [] : [{ ...first, isFenced: true, vclusters: ['bp-dmz-vcluster'] }, ...others];
  const facts = exampleFacts({ plan, regions });
  expect(proposalTitle(facts)).toMatch(/ acme, step 1 of 3 \(acme\.example\.com\)$/);
  expect(proposalText(facts)).toContain(
    '\n\nStep 1 of 3: `hel1 becomes the primary in place of fsn1`. The next step waits until this one is merged and ' +
      'every region is well with it.\n\n',
  );
  expect(proposalText(facts)).toContain('- `fsn1` (primary, fenced): `bp-dmz-vcluster`\n');
  const last = proposalText(exampleFacts({ plan: { ...plan, step: 3 } }));
  expect(last).toContain('\n\nStep 3 of 3: `hel1 becomes the primary in place of fsn1`.\n\n');
});

test('a proposal of a removal names no command of a project that is gone', () => {
  expect(
    proposalText({ desired: exampleDesired({}), action: 'remove', campaign: undefined })
      .split('\n\n')
      .at(-1),
  ).toBe('There is nothing to review: no file of it is left.');
});

test.each([
  { changes: { files: 1, regions: 1 }, says: '1 file changes in 1 of 2 regions' },
  { changes: { files: 3, regions: 2 }, says: '3 files change in all of its 2 regions' },
  { changes: { files: 7, regions: 0 }, says: '7 files change' },
])('an update says how much changes: $says', ({ changes, says }) => {
  const line = `Updates the Sovereign \`acme\` in \`clusters/acme.example.com\`: ${says}.`;
  expect(proposalText({ ...exampleFacts(), changes }).split('\n')[0]).toBe(line);
});

test('an update of a Sovereign in one region says so', () => {
  const one = exampleFacts({ regions: desired.regions.slice(0, 1) });
  expect(proposalText({ ...one, changes: { files: 1, regions: 1 } }).split('\n')[0]).toBe(
    'Updates the Sovereign `acme` in `clusters/acme.example.com`: 1 file changes in its one region.',
  );
});

test('a proposal shows the review, with what is alike said once', () => {
  const review: Review = {
    ...exampleReview(0, 0, 'acme'),
    regions: ['fsn1', 'hel1'],
    findings: [],
    comparison: ['fsn1', 'hel1'].map((region) => ({
      region,
      state: 'compared',
      notCompared: [],
      charts: [{ release: 'HelmRelease flux-system/bp-x', before: 'bp-x 1.0.0', after: 'bp-x 1.1.0' }],
      images: [{ object: 'Deployment x/x', before: 'h.example.com/x:1', after: 'h.example.com/x:2' }],
      kept: [],
      changes: [{ kind: 'added', id: 'x', object: 'ConfigMap x/x', fields: [] }],
    })),
  };
  expect(proposalText(exampleFacts({ review })).split(`${forPeople}\n\n`)[1]).toBe(`## Review of what Flux would apply

acme, 2 regions: 0 errors, 0 warnings.

Beside the base: 2 objects added, 0 objects removed, 0 objects changed in 2 regions.

### Chart versions

- \`HelmRelease flux-system/bp-x\`: \`bp-x 1.0.0\` → \`bp-x 1.1.0\`
  - in 2 regions of acme (\`fsn1\`, \`hel1\`)

### Images

- \`h.example.com/x:1\` → \`h.example.com/x:2\`
  - in 2 regions of acme (\`fsn1\`, \`hel1\`)
  - for \`Deployment x/x\`

### Alike in 2 regions of acme (\`fsn1\`, \`hel1\`)

- added \`ConfigMap x/x\``);
});

test.each([
  { action: 'add', says: 'Adds the Sovereign `acme` in `clusters/acme.example.com`: 2 regions, 6 files.' },
  { action: 'remove', says: 'Removes the Sovereign `acme` in `clusters/acme.example.com` with all of its files.' },
] as const)('a proposal says what it does: $action', ({ action, says }) => {
  expect(proposalText(exampleFacts({}, action)).split('\n')[0]).toBe(says);
});

test('a pull request that we close says why', () => {
  expect(closedText(desired, false)).toBe(
    'Closed by sovereign-fleet: the base branch already has what was proposed here, or it is no longer ' +
      'wanted. If it is wanted again, it comes as another pull request.',
  );
  expect(closedText(desired, true)).toBe(
    'Closed by sovereign-fleet: `acme` has no spec any more and was never merged. If it is wanted again, it ' +
      'comes as another pull request.',
  );
});

test.each([
  { action: 'add', campaign: undefined, title: 'Add acme (acme.example.com)' },
  { action: 'update', campaign: 'k8s-1-35', title: 'Update acme for k8s-1-35 (acme.example.com)' },
  { action: 'remove', campaign: undefined, title: 'Remove acme (acme.example.com)' },
] as const)('a title is one line: $title', ({ action, campaign, title }) => {
  expect(proposalTitle(exampleFacts({}, action, campaign))).toBe(title);
});

test('a proposal uses the room that people left', () => {
  const review = exampleReview(4, 500, 'x');
  expect(proposalText(exampleFacts({ review }), 5_000).length).toBeLessThanOrEqual(5_000);
  expect(proposalText(exampleFacts({ review }), 700)).toContain(
    'The review has no room here; `npx nx run acme:review` prints it.',
  );
});
