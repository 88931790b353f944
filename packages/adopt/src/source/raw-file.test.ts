import { isEncrypted, readRawFile } from './raw-file';

const text = `# The first comment.
apiVersion: v1
kind: ConfigMap
metadata:
  name: one # its name
  namespace: web
data:
  script: |
    # no comment
    echo
  port: "\${PORT}"
---
# Of the second.
kind: Namespace
apiVersion: v1
metadata: { name: web }
`;

test('the objects of a file have their lines, comments and quoted substitutes', () => {
  expect(readRawFile('a.yaml', text)).toEqual({
    objects: [
      {
        file: 'a.yaml',
        from: 2,
        to: 11,
        kind: 'ConfigMap',
        name: 'one',
        namespace: 'web',
        comments: [
          { line: 1, text: 'The first comment.' },
          { line: 5, text: 'its name' },
        ],
        quoted: [{ line: 11, path: 'data.port' }],
      },
      {
        file: 'a.yaml',
        from: 14,
        to: 16,
        kind: 'Namespace',
        name: 'web',
        namespace: '',
        comments: [{ line: 13, text: 'Of the second.' }],
        quoted: [],
      },
    ],
    comments: [],
  });
});

test('a file that is not YAML has the line and the reason', () => {
  expect(readRawFile('a.yaml', 'a: 1\nb: [1, 2\nc: 3\n').broken).toEqual({
    line: 3,
    problem: 'Flow sequence in block collection must be sufficiently indented and end with a ]',
  });
});

test.each([
  { what: 'of SOPS', of: 'kind: Secret\nsops:\n  mac: x\n', is: true },
  { what: 'with the word elsewhere', of: 'data:\n  sops: x\n', is: false },
])('a file $what is encrypted: $is', ({ of, is }) => {
  expect(isEncrypted(of)).toBe(is);
});

test('a text that is nested deeper than the parser can read is no YAML to us', () => {
  const broken = { line: 1, problem: 'it is nested too deeply' };
  expect(readRawFile('a.yaml', `a: ${'['.repeat(100_000)}`)).toEqual({ objects: [], comments: [], broken });
});
