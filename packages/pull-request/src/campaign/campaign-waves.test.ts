import { formatIssue } from '@sovereign-fleet/domain';
import { type Candidate, wavesOf } from './campaign-waves';
import { campaignFile, exampleCampaign } from '../testing/example-campaign';
import { objectHash } from '../disk/node';

const fleet: readonly Candidate[] = Array.from({ length: 10 }, (_, index) => ({
  name: `s${index}`,
  environment: index < 8 ? 'prod' : 'dev',
}));

function waves(change: object, candidates = fleet) {
  const result = wavesOf(exampleCampaign(change), { file: campaignFile, candidates, hash: objectHash });
  return result.ok ? result.value.map(({ members }) => members) : result.issues.map(formatIssue);
}

test('named members go first, the others in the order of the campaign', () => {
  expect(waves({ selector: { names: ['s9', 's1'], environments: ['prod'] } })).toEqual([
    ['s9', 's1'],
    ['s3', 's7'],
    ['s0', 's4', 's2', 's5', 's6'],
  ]);
});

test('a new Sovereign moves no member before it, and another campaign has another order', () => {
  const all = waves({}).flat();
  expect(
    waves(
      {},
      fleet.filter(({ name }) => name !== 's3'),
    ).flat(),
  ).toEqual(all.filter((name) => name !== 's3'));
  expect(waves({}, [...fleet].reverse())).toEqual(waves({}));
  expect(waves({ id: 'k3s-1-36' }).flat()).not.toEqual(all);
});

test.each([
  { selector: { prefixes: ['s1', 's9'] }, members: ['s1', 's9'] },
  { selector: { environments: ['dev'] }, members: ['s8', 's9'] },
])('a selector takes names by their beginning, and environments: $members', ({ selector, members }) => {
  expect([...waves({ selector }).flat()].sort()).toEqual(members);
});

test.each([
  {
    selector: { names: ['s1', 'acme'] },
    says:
      'selector.names[1] is "acme": there is no such Sovereign. Write one of s0, s1, s2, s3, s4, s5, s6, s7, ' +
      's8, s9.',
  },
  {
    selector: { environments: ['uat'] },
    says:
      'selector is { names, prefixes, environments }: no Sovereign is selected. Select Sovereigns that there ' +
      'are, by names, prefixes or environments.',
  },
])('an unknown Sovereign in a selector is refused: $says', ({ selector, says }) => {
  expect(waves({ selector })).toEqual([`${campaignFile}: ${says}`]);
});
