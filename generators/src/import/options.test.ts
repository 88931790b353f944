import { formatIssue } from '@sovereign-fleet/domain';
import { parseImportOptions } from './options';

const ok = { from: 'tree', kit: 'april' };

test.each<{ what: string; options: Readonly<Record<string, unknown>>; says: readonly string[] }>([
  {
    what: 'nothing',
    options: {},
    says: [
      'command line: --from is not set: no folder is named. Name the folder, such as --from=../fleet/clusters/a.',
      'command line: --kit is not set: no kit is named. Name it, such as --kit=april.',
    ],
  },
  {
    what: 'a kit with a bad name',
    options: { ...ok, kit: 'My Kit' },
    says: [
      'command line: --kit is "My Kit": it is not a DNS label of a-z, 0-9 and "-". Write a name such as --kit=april.',
    ],
  },
  {
    what: 'a value without a name',
    options: { ...ok, set: ['HOST'] },
    says: ['command line: --set is "HOST": it is not a name, "=" and a value. Write it as --set=NAME=value.'],
  },
  {
    what: 'a misspelt option',
    options: { ...ok, keepSource: true },
    says: [
      'command line: --keep-source is true: there is no such option. Did you mean "--keep-sources"? Write ' +
        'one of --from, ' +
        '--kit, --sovereign, --fqdn, --regions, --role, --environment, --set, --keep-sources, --allow-ranges, ' +
        '--dry-run.',
    ],
  },
])('$what is refused', ({ options, says }) => {
  const parsed = parseImportOptions(options);
  expect(parsed.ok ? [] : parsed.issues.map(formatIssue)).toEqual(says);
});

test('a value of a substitute may have "=" and commas in it, and may be empty', () => {
  const parsed = parseImportOptions({ ...ok, set: ['A=b=c', 'B='] });
  expect(parsed.ok && parsed.value.set).toEqual({ A: 'b=c', B: '' });
});
