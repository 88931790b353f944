import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseFleet, parseSovereign, type Sovereign, valueOf } from '@sovereign-fleet/domain';
import type { FleetRecord } from '../specs/fleet-record';
import { jobsOf } from './jobs';
import { ProposeOptions } from './options';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sovereign-fleet-jobs-'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function sovereign(name: string): Sovereign {
  const spec = { fqdn: `${name}.example.com`, environment: 'prod', regions: [{ key: 'fsn1', provider: 'hetzner' }] };
  return valueOf(parseSovereign({ source: `sovereigns/${name}/sovereign.ts`, name, spec }));
}

const half = {
  name: 'half',
  issues: [{ file: 'sovereigns/half/sovereign.ts', field: 'error', value: 'x', problem: 'no', remedy: 'Mend it' }],
};

/** Two that can be read, and one that cannot. */
function record(selector?: string): FleetRecord {
  const campaign = `id: k3s\nversion: k3s 1.35\nselector: ${selector ?? ''}\nwaves: [{ name: all, size: rest }]\n`;
  if (selector !== undefined) writeFileSync(join(root, 'campaign.yaml'), campaign);
  const repository = { url: 'https://git.example.com/platform/fleet', branch: 'main' };
  const pullRequests = selector === undefined ? {} : { pullRequests: { campaigns: ['campaign.yaml'] } };
  const fleet = valueOf(parseFleet('sovereigns/fleet.ts', { domain: 'example.com', repository, ...pullRequests }));
  return { fleet, kits: [], sovereigns: [sovereign('acme'), sovereign('globex')], unread: [half] };
}

function jobs(of: FleetRecord, names?: readonly string[]) {
  const found = valueOf(jobsOf(of, { root, names, options: ProposeOptions.parse({}) }));
  return {
    jobs: found.jobs.map(({ sovereigns, isWhole, gone }) => [sovereigns.map(({ name }) => name), isWhole, gone]),
    settled: found.settled.map(({ name, state, reason }) => `${name} ${state}: ${reason}`),
  };
}

const failed = 'half failed: sovereigns/half/sovereign.ts: error is "x": no. Mend it.';

test('a spec that cannot be read fails, the others are proposed, and nobody counts as gone', () => {
  expect(jobs(record())).toEqual({ jobs: [[['acme', 'globex'], false, undefined]], settled: [failed] });
  expect(jobs({ ...record(), unread: [] })).toEqual({ jobs: [[['acme', 'globex'], true, undefined]], settled: [] });
});

test('of those that are named, an unread one fails and the others are proposed', () => {
  expect(jobs(record(), ['acme', 'half'])).toEqual({ jobs: [[['acme'], false, undefined]], settled: [failed] });
  expect(jobs(record(), ['acme'])).toEqual({ jobs: [[['acme'], false, undefined]], settled: [] });
});

test('an FQDN that may be that of an unread spec is not taken for one of a Sovereign that is gone', () => {
  expect(jobs(record(), ['half.example.com'])).toEqual({
    jobs: [[[], false, undefined]],
    settled: [
      'half.example.com failed: its spec may be one that cannot be read: sovereigns/half/sovereign.ts. Mend that first',
    ],
  });
});

const waits = 'deferred: the campaign k3s waits for specs that cannot be read: sovereigns/half/sovereign.ts';

test.each([
  { selector: '{ names: [globex] }', proposed: [['globex'], ['acme']], settled: [failed] },
  { selector: '{ names: [globex, half] }', proposed: [['acme']], settled: [failed, `globex ${waits}`] },
  { selector: '{ prefixes: [glo] }', proposed: [['globex'], ['acme']], settled: [failed] },
  { selector: '{ prefixes: [glo, ha] }', proposed: [['acme']], settled: [failed, `globex ${waits}`] },
  { selector: '{ prefixes: [ha] }', proposed: [['acme', 'globex']], settled: [failed] },
  {
    selector: '{ environments: [prod] }',
    proposed: [[]],
    settled: [failed, ...['acme', 'globex'].map((name) => expect.stringContaining(`${name} ${waits}`) as string)],
  },
])('a campaign of which an unread spec may be a member waits: $selector', ({ selector, proposed, settled }) => {
  const found = jobs(record(selector));
  expect(found.jobs.map(([names]) => names)).toEqual(proposed);
  expect([...found.settled].sort()).toEqual([...settled].sort());
});
