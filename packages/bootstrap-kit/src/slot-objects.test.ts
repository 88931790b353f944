import { formatIssue } from '@sovereign-fleet/domain';
import { parseSlotObjects } from './slot-objects';

const file = 'kits/example/slots/02-certs/issuer.yaml';

function read(text: string): unknown {
  const objects = parseSlotObjects({ file, text, folder: '02-certs' });
  return objects.ok ? objects.value.map(({ value }) => value) : objects.issues.map(formatIssue);
}

test('each document of a file is an object, and empty documents are passed over', () => {
  expect(read('# none\n---\nkind: A\n---\n---\nkind: B\n')).toEqual([{ kind: 'A' }, { kind: 'B' }]);
  expect(read('')).toEqual([]);
});

const alias = 'Unresolved alias (the anchor must be set before the alias): b';

test.each([
  { what: 'a list', text: '- a\n', says: 'document is ["a"]: it is not an object. Write an object of Kubernetes.' },
  {
    what: 'broken YAML',
    text: 'a: [\n',
    says:
      'error is "Flow sequence in block collection must be sufficiently indented and end with a ] at line 2, column ' +
      '1": the file is not YAML. Mend the file.',
  },
  {
    what: 'an alias to nowhere',
    text: 'a: *b\n',
    says: `error is "${alias}": the file is not YAML. Mend the file.`,
  },
  {
    what: 'lists in lists',
    text: `a: ${'['.repeat(300)}${']'.repeat(300)}\n`,
    says: 'error is "it is nested too deeply": the file is not YAML. Mend the file.',
  },
  {
    what: 'more lists in lists than the parser can read',
    text: `a: ${'['.repeat(100_000)}${']'.repeat(100_000)}\n`,
    says: 'error is "it is nested too deeply": the file is not YAML. Mend the file.',
  },
])('a file with $what is refused', ({ text, says }) => {
  expect(read(text)).toEqual([`${file}: ${says}`]);
});

test('an integer of 64 bits keeps its digits', () => {
  expect(read('a: 1234567890123456789\nb: [-9007199254740993, 0x10, 18446744073709551615, 1.5]\n')).toEqual([
    { a: 1234567890123456789n, b: [-9007199254740993n, 16, 2 ** 64, 1.5] },
  ]);
});
