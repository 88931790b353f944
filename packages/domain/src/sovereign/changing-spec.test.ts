import { formatIssue } from '../issue/issue';
import { parseSovereign } from './sovereign';

test('a spec whose key is another one when it is read again is refused by the name of the field', () => {
  const keys: unknown[] = ['fsn1'];
  const region = {
    provider: 'hetzner',
    get key(): unknown {
      return keys.pop() ?? 1;
    },
  };
  const spec = { fqdn: 'acme.example.com', environment: 'prod', regions: [region] };
  const result = parseSovereign({ source: 'sovereign.ts', name: 'acme', spec });
  expect(result.ok ? [] : result.issues.map(formatIssue)).toEqual([
    'sovereign.ts: error is "regions[0].key is 1, which has no location, and was let through": what the file exports ' +
      'cannot be read. Export plain data.',
  ]);
});
