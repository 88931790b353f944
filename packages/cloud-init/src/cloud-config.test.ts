import { parse } from 'yaml';
import { escapeTemplate, printCloudConfig, templateFormat } from './cloud-config';

test.each([
  { text: '${HOME:-/root}', escaped: '$${HOME:-/root}' },
  { text: '%{if}', escaped: '%%{if}' },
  { text: '$1 $HOME $(date) 100% $$ {x}', escaped: '$1 $HOME $(date) 100% $$ {x}' },
])('of $text OpenTofu reads no reference', ({ text, escaped }) => {
  expect(escapeTemplate(text)).toBe(escaped);
});

test('texts, modes and inputs are texts of YAML, whatever they look like', () => {
  const text = printCloudConfig(
    {
      packages: ['curl'],
      files: [
        { path: '/a', permissions: '0600', content: { input: 'TOKEN' } },
        { path: '/b', permissions: '0644', content: ['at ', { input: 'ADDRESS' }] },
        { path: '/c', permissions: '0700', content: '# \tlines\n\n  ${x}\n' },
      ],
      command: ['/c'],
    },
    { ...templateFormat, encoded: () => '1234', input: () => '1.0' },
  );
  expect(text.startsWith('#cloud-config\n')).toBe(true);
  expect(parse(text)).toEqual({
    package_update: true,
    packages: ['curl'],
    write_files: [
      { path: '/a', permissions: '0600', encoding: 'b64', content: '1234' },
      { path: '/b', permissions: '0644', content: 'at 1.0' },
      { path: '/c', permissions: '0700', content: '# \tlines\n\n  $${x}\n' },
    ],
    runcmd: [['/c']],
  });
});
