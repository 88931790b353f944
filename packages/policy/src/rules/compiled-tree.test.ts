import { findings } from '../testing/example-rows';
import { exampleSubject } from '../testing/example-subject';

const file = 'gitops-out/clusters/acme.example.com/fsn1/kustomization.yaml';
const problem = 'it is not what the spec compiles to';
const remedy = 'Run "npx nx sync", and commit what it writes';

test('a tree that is what its record compiles to is none', () => {
  expect(findings({ ...exampleSubject(), drift: [] })).toEqual([]);
});

test.each([
  { value: 'other text', says: 'other text' },
  { value: undefined, says: 'missing' },
])('a file that is not what the record compiles to ($says) is an error', ({ value, says }) => {
  const subject = { ...exampleSubject(), drift: [{ file, field: 'content', value, problem, remedy }] };
  expect(findings(subject)).toEqual([
    `error compiled-tree -: ${file}, content: ${problem} (${says}). ${remedy}. [${subject.source}]`,
  ]);
});
