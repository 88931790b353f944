import type { Issue } from '@sovereign-fleet/domain';
import type { Recognised } from '../model/recognised';
import { issueOfDraft } from './draft-issue';

/** What a foreign tree may call its releases. */
const names = ['bp-a', 'bp-a(', 'bp-[x'];
// What stands in a draft beside it is not read.
const recognised = {
  kit: { slots: names.map((name) => ({ name })) },
  releases: new Map(names.map((name, at) => [name, { of: { raw: { file: 'apps.yaml', from: at + 1, to: at + 1 } } }])),
} as unknown as Recognised;

const issueAt = (field: string): Issue => ({
  file: 'kits/north/kit.ts',
  field,
  value: 'x',
  code: 'malformed',
  problem: 'it is odd',
  remedy: 'Mend it',
});

test.each(['bp-a', 'bp-a.values', 'bp-a[0]', 'bp-a(', 'bp-a(.values', 'bp-[x.name'])(
  'an Issue of the slot in %s names the lines of its release',
  (field) => {
    const { file, problem } = issueOfDraft(issueAt(field), recognised);
    expect(file).toContain('apps.yaml');
    expect(problem).toBe('the import would write it into kits/north/kit.ts, and it is odd');
  },
);

test('an Issue of no slot keeps its file', () => {
  const issue = issueAt('bp-ab.values');
  expect(issueOfDraft(issue, recognised)).toEqual({ ...issue, problem: 'the import would write it, and it is odd' });
});
