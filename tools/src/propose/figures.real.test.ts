import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Desired, proposeFleet, type ProposeOptions, type SovereignResult } from '@sovereign-fleet/pull-request';
import type { Github } from '@sovereign-fleet/github';
import { branchFor, desiredFor, type Files, inFolderOf, plainOptions, wideLimits } from './faulty-fleet';
import { cacheIn, forgeOn, startForge, stopAll } from '@sovereign-fleet/pull-request/testing';
import { impatientClock } from './fake-clock';

let cacheFolder: string;

beforeEach(() => {
  cacheFolder = mkdtempSync(join(tmpdir(), 'objects-'));
});

afterEach(async () => {
  rmSync(cacheFolder, { recursive: true });
  await stopAll();
});

const files = (text: string): Files => ({ 'a.yaml': text, 'b.yaml': 'b', 'd/c.yaml': 'c' });
const names = (count: number) => Array.from({ length: count }, (_, index) => `s${String(index).padStart(4, '0')}`);
const fleet = (count: number, text: string) => names(count).map((name) => desiredFor(name, files(`${name} ${text}`)));

/** A fleet repository with these Sovereigns merged. */
async function startFleet(desired: readonly Desired[]): Promise<Github> {
  const all = desired.map(({ name, files: own }) => inFolderOf(name, Object.fromEntries(own)));
  const whole = Object.assign({ 'README.md': '# Fleet\n' }, ...all) as Record<string, string>; // none goes
  return (await startForge({ files: new Map(Object.entries(whole)), rateLimit: 50_000 })).github;
}

interface Spent {
  readonly results: readonly SovereignResult[];
  /** As the server got them. */
  readonly requests: number;
  readonly writes: number;
}

/** As it is asked for: a cache that earlier runs left, or none. */
interface Given extends Partial<ProposeOptions> {
  readonly cold?: boolean;
}

/** One run by a client of its own, counted at the server. */
async function run(github: Github, desired: readonly Desired[], { cold = false, ...options }: Given = {}) {
  const { forge } = await forgeOn(github, cold ? {} : { cache: cacheIn(cacheFolder) });
  const before = github.requests().length;
  const results: SovereignResult[] = [];
  const settings = { options: { ...plainOptions, ...options }, clock: impatientClock(), limits: wideLimits };
  await proposeFleet(forge, { ...settings, desired, isWhole: false }, (result) => results.push(result));
  const asked = github.requests().slice(before);
  const writes = asked.filter(({ method }) => method !== 'GET').length;
  return { results, requests: asked.length, writes } satisfies Spent;
}

const snapshot = 6;

const acme = (text: string) => [desiredFor('acme', files(text))];
const branch = branchFor('acme');

/** What a run for acme took beside the snapshot. */
async function spentOn(github: Github, desired: readonly Desired[], given: Given = {}): Promise<string> {
  const { results, requests, writes } = await run(github, desired, given);
  return `${results.map(({ state }) => state).join()}: ${requests - snapshot} requests, ${writes} writes`;
}

/** A fleet repository with acme merged, and a change of it open. */
async function withOpen(): Promise<Github> {
  const github = await startFleet(acme('1'));
  await run(github, acme('2'));
  return github;
}

test('a new Sovereign takes 6 requests, and a change of one 7', async () => {
  const github = await startFleet(acme('1'));
  expect(await spentOn(github, [desiredFor('globex', files('1'))])).toBe('created: 6 requests, 5 writes');
  expect(await spentOn(github, acme('2'))).toBe('created: 7 requests, 5 writes');
});

test.each([
  { given: {}, says: 'updated: 3 requests, 3 writes' },
  { given: { cold: true }, says: 'updated: 5 requests, 3 writes' },
  { given: { campaign: 'other' }, says: 'updated: 4 requests, 4 writes' }, // its text is another one, too
  { given: { cold: true, campaign: 'other' }, says: 'updated: 6 requests, 4 writes' },
])('an update of what is open takes up to 5 requests, and one for the listing ($given)', async ({ given, says }) => {
  expect(await spentOn(await withOpen(), acme('3'), given)).toBe(says);
});

test.each([
  { given: {}, says: 'open-current: 0 requests, 0 writes' },
  { given: { cold: true }, says: 'open-current: 1 requests, 0 writes' },
])('what is open and current takes one request, or none ($given)', async ({ given, says }) => {
  const github = await withOpen();
  expect(await spentOn(github, acme('2'), given)).toBe(says);
  github.commit({ branch: 'main', files: { 'docs/other.md': 'x' } }); // the base moved elsewhere
  expect(await spentOn(github, acme('2'), given)).toBe(says);
});

test('a base that moved below a Sovereign takes 5 requests, and one where the text has to say so', async () => {
  const github = await withOpen();
  github.commit({ branch: 'main', files: inFolderOf('acme', { 'b.yaml': 'by hand' }) });
  expect(await spentOn(github, acme('2'), { cold: true })).toBe('updated: 6 requests, 4 writes');
});

test('what has nothing left to propose takes two writes, and the branch of a merge one', async () => {
  const obsolete = await withOpen();
  // The commit, a look of four, the closing, and the head once more before the deletion.
  expect(await spentOn(obsolete, acme('1'), { cold: true })).toBe('closed-obsolete: 8 requests, 2 writes');
  const merged = await withOpen();
  merged.merge(1);
  expect(await spentOn(merged, acme('2'), { cold: true })).toBe('cleaned: 6 requests, 1 writes');
});

test('what people hold or declined takes no write', async () => {
  const held = await withOpen();
  held.commit({ branch, files: inFolderOf('acme', { 'hand.yaml': 'mine' }) });
  expect(await spentOn(held, acme('3'), { cold: true })).toBe('held: 2 requests, 0 writes');
  const declined = await withOpen();
  declined.close(1);
  expect(await spentOn(declined, acme('2'), { cold: true })).toBe('declined: 2 requests, 0 writes');
});

test('1,000 Sovereigns with nothing to propose take 6 requests, and no write', async () => {
  const desired = fleet(1000, '1');
  const { requests, writes } = await run(await startFleet(desired), desired, { cold: true });
  expect({ requests, writes }).toEqual({ requests: snapshot, writes: 0 });
});

test('220 open and current take two more pages, and one request each where no run has left a cache', async () => {
  const github = await startFleet(fleet(220, '1'));
  const desired = fleet(220, '2');
  const first = await run(github, desired);
  // The run takes 18 minutes and lists the pull requests again every five, page by page; the folders are unchanged.
  const looks = 3 * 4 + (0 + 1 + 1);
  expect([first.requests, first.writes]).toEqual([snapshot + 220 * 7 + looks, 220 * 5]);
  const cold = await run(github, desired, { cold: true });
  expect([cold.requests, cold.writes]).toEqual([snapshot + 2 + 220, 0]);
  const warm = await run(github, desired);
  expect([warm.requests, warm.writes]).toEqual([snapshot + 2, 0]);
});
