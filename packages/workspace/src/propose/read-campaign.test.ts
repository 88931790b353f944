import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatIssue, parseSovereign, type Sovereign, valueOf } from '@sovereign-fleet/domain';
import { readCampaign } from './read-campaign';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sovereign-fleet-campaign-'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function sovereign(name: string, shard?: string): Sovereign {
  const regions = [{ key: 'fsn1', provider: 'hetzner' }];
  const spec = { fqdn: `${name}.example.com`, environment: 'prod', regions, ...(shard === undefined ? {} : { shard }) };
  return valueOf(parseSovereign({ source: `sovereigns/${name}/sovereign.ts`, name, spec }));
}

const text = `id: cilium-1-17
version: bp-cilium 1.4.0
selector: { names: [globex], environments: [prod] }
waves: [{ name: canary, size: 1 }, { name: all, size: rest }]
`;

function read(content: string | undefined, all: readonly Sovereign[]): unknown {
  if (content !== undefined) writeFileSync(join(root, 'campaign.yaml'), content);
  const result = readCampaign(root, 'campaign.yaml', { sovereigns: all, unread: [] });
  if (!result.ok) return result.issues.map(formatIssue);
  return [result.value.waves.map(({ members }) => members), result.value.members.map(({ name }) => name)];
}

test('a campaign is read with its waves and its members', () => {
  expect(read(text, [sovereign('acme'), sovereign('globex')])).toEqual([
    [['globex'], ['acme']],
    ['globex', 'acme'],
  ]);
});

const severalShards =
  String.raw`its members are in several fleet repositories, and one snapshot shows one\. ` +
  String.raw`Write a campaign for each shard\.`;

test.each([
  {
    what: 'is not there',
    content: undefined,
    shard: undefined,
    says: /^command line: --campaign is "campaign.yaml": it cannot be read: ENOENT.*\. Name a YAML or JSON file\.$/,
  },
  {
    what: 'is not YAML',
    content: 'id: [',
    shard: undefined,
    says: /^command line: --campaign is "campaign.yaml": it cannot be read: .*\. Name a YAML or JSON file\.$/,
  },
  {
    what: 'has a misspelt key',
    content: `${text}maxOpened: 1\n`,
    shard: undefined,
    says: /^campaign.yaml: maxOpened is 1: there is no such key\. Write "maxOpen"\.$/,
  },
  {
    what: 'goes over shards',
    content: text,
    shard: 'eu',
    says: new RegExp(String.raw`^campaign.yaml: selector is \["none", "eu"\]: ${severalShards}$`),
  },
])('a campaign that $what is refused', ({ content, shard, says }) => {
  const [issue, ...more] = read(content, [sovereign('acme', shard), sovereign('globex')]) as readonly string[];
  expect(issue).toMatch(says);
  expect(more).toEqual([]);
});
