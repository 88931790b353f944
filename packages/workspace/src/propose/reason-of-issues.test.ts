import { reasonOfIssues } from './reason-of-issues';

const drift = (file: string) => ({
  file,
  field: 'content',
  value: 'other text',
  problem: 'it is not what the spec compiles to',
  remedy: 'Run "npx nx sync"',
});
const link = { file: 'l', field: 'kind', value: 'link', problem: 'it is no file', remedy: 'Put a file in its place' };
const first = 'a: content is "other text": it is not what the spec compiles to. Run "npx nx sync".';

test.each([
  { issues: ['a'].map(drift), says: first },
  { issues: ['a', 'b'].map(drift), says: `${first} The same of b.` },
  { issues: ['a', 'b', 'c'].map(drift), says: `${first} The same of b, c.` },
  { issues: ['a', 'b', 'c', 'd', 'e'].map(drift), says: `${first} The same of b, c and 2 more.` },
  {
    issues: [...['a', 'b'].map(drift), link],
    says: `${first} The same of b. l: kind is "link": it is no file. Put a file in its place.`,
  },
  {
    issues: ['1', '2', '3', '4', '5'].map((problem) => ({ ...link, problem })),
    says:
      `${['1', '2', '3'].map((problem) => `l: kind is "link": ${problem}. Put a file in its place.`).join(' ')} ` +
      'And 2 more.',
  },
])('a reason tells $issues.length problems on one line', ({ issues, says }) => {
  expect(reasonOfIssues(issues)).toBe(says);
});
