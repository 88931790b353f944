import { readYaml } from './read-yaml';

describe('YAML as kustomize reads it', () => {
  test('YAML 1.1 words are text, numbers are octal, timestamps are written in full', () => {
    const text = 'yes: on\nmode: 0755\nat: 2024-01-02 3:4:5.60\nzone: 2024-01-02T03:04:05+02:00\nno: 2024-13-01\n';
    expect(readYaml(text, 'v3')).toEqual({
      ok: true,
      value: {
        yes: 'on',
        mode: 493,
        at: '2024-01-02T03:04:05.6Z',
        zone: '2024-01-02T03:04:05+02:00',
        no: '2024-13-01',
      },
    });
  });

  test('a key of a map wins over a merged key', () => {
    const text = 'base: &b {x: 1, y: 2}\nown: {y: 3, <<: *b}\n';
    expect(readYaml(text, 'v3')).toEqual({ ok: true, value: { base: { x: 1, y: 2 }, own: { x: 1, y: 3 } } });
  });

  test.each([
    { what: 'equal keys', text: 'a: 1\na: 2\n', reason: 'yaml: mapping key "a" already defined' },
    { what: 'a key that is not text', text: '1: a\n', reason: 'json: unsupported type: map[interface {}]interface {}' },
    {
      what: 'a tab as indentation',
      text: 'a:\n\tb: c\n',
      reason: 'yaml: line 2: found character that cannot start any token',
    },
    {
      what: 'lists in lists',
      text: `${'['.repeat(1001)}${']'.repeat(1001)}`,
      reason: 'yaml: exceeded max depth of 1000',
    },
    {
      what: 'aliases in lists, and aliases of those',
      text: Array.from({ length: 9 }, (_, at) => deepEntry(at)).join(''),
      reason: 'yaml: exceeded max depth of 1000',
    },
    { what: 'the number NaN', text: 'a: .nan\n', reason: 'json: unsupported value: NaN' },
  ])('YAML with $what is refused', ({ text, reason }) => {
    expect(readYaml(text, 'v3')).toEqual({ ok: false, code: 'invalid-yaml', reason });
  });
});

/** An entry that holds the one before it, 400 levels down. */
function deepEntry(at: number): string {
  return `a${at}: &a${at} ${'['.repeat(400)}${at === 0 ? '' : `*a${at - 1}`}${']'.repeat(400)}\n`;
}
