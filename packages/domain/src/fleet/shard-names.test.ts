import { formatIssue } from '../issue/issue';
import { parseFleet } from './fleet';

const repository = { url: 'https://git.example.com/platform/fleet', branch: 'main' };
const shard = { url: 'https://git.example.com/platform/shard', branch: 'main' };

function messages(name: string): readonly string[] {
  const result = parseFleet('fleet.ts', { domain: 'fleet.example.com', repository, shards: { [name]: shard } });
  return result.ok ? [] : result.issues.map(formatIssue);
}

test.each(['eu', 'eu-1', '1-eu'])('a shard may have the name %s', (name) => {
  expect(messages(name)).toEqual([]);
});

test.each(['eu-', '-eu', 'EU', 'e.u', 'a'.repeat(64)])('a shard may not have the name %s', (name) => {
  expect(messages(name)).toEqual([
    expect.stringContaining('it is not a DNS label of a-z, 0-9 and "-". Write a name such as \'eu\'.'),
  ]);
});
