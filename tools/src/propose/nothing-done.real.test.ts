// What is wrong before there is a look at the fleet repository is said once, and counted in the record of the run.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { compileWorkspace, writeFiles } from '@sovereign-fleet/workspace/testing';
import { start, stopAll } from '@sovereign-fleet/github/testing';
import { type Github, startGithub } from '@sovereign-fleet/github';
import { type Ended, makeFleetOfTwo, run, runsIn, statesIn } from './commands';
import { type Proposer, startProposer } from './proposer';

let root: string;
let github: Github;
let proposer: Proposer;

beforeAll(async () => {
  root = makeFleetOfTwo();
  proposer = await startProposer(root);
});

afterAll(async () => {
  await proposer.stop();
  rmSync(root, { recursive: true });
});

beforeEach(async () => {
  ({ github } = await start({ owner: 'platform' }));
});

afterEach(stopAll);

const at = (place: Partial<Pick<Github, 'url' | 'token'>>) =>
  proposer.run({ url: github.url, token: github.token, ...place }, []);

const expectOne = ({ status, stdout, stderr }: Ended, requests: string, reason: string) => {
  expect(stderr).toBe(`https://git.example.com/platform/fleet: 2 failed; ${requests}.\nNothing was done: ${reason}.\n`);
  expect([status, statesIn({ status, stdout, stderr })]).toEqual([1, ['acme failed', 'globex failed']]);
  expect(stdout.split(JSON.stringify(reason).slice(1, -1))).toHaveLength(2);
  expect(runsIn(stdout)).toMatchObject([{ summary: { states: { failed: 2 }, stopped: `${reason}.` } }]);
};

test('a run without a token proposes nothing and says what to set', async () => {
  const reason =
    'environment: SOVEREIGN_FLEET_GITHUB_TOKEN is not set: nothing lets the tool into the fleet repository. Set ' +
    'it to a token that may write contents and pull requests there, or SOVEREIGN_FLEET_GITHUB_TOKEN_FILE to a ' +
    'file that holds one, or SOVEREIGN_FLEET_GITHUB_APP_ID and SOVEREIGN_FLEET_GITHUB_APP_KEY_FILE to a GitHub ' +
    "App's id and private key";
  expectOne(await at({ token: '' }), '0 requests', reason);
});

test('a run with an invalid token proposes nothing and says so', async () => {
  const reason =
    'list the open pull requests: the token or the key is not valid (401). Give a token that is valid, or the ' +
    'key of an app';
  expectOne(await at({ token: 'wrong' }), `1 request to ${new URL(github.url).host}`, reason);
});

test('a run whose token may not read proposes nothing and names the permission', async () => {
  const token = github.tokenFor('ada', { metadata: 'read' });
  const reason =
    'list the open pull requests: the App or the token may not do it (403: Resource not accessible by personal ' +
    'access token) (pull_requests=read). Give the token this permission on the fleet repository';
  expectOne(await at({ token }), `1 request to ${new URL(github.url).host}`, reason);
});

test('a run on a missing repository proposes nothing and says so', async () => {
  const { github: other } = await start({ owner: 'else' });
  const reason =
    'list the open pull requests: it is not in platform/fleet, or platform/fleet is not there (404: Not ' +
    'Found). Check the names of the repository and the base branch; it looks like this too where a permission ' +
    'is missing';
  expectOne(await at(other), `1 request to ${new URL(other.url).host}`, reason);
});

test('a run on a missing base branch proposes nothing and says so', async () => {
  const fleet = readFileSync(join(root, 'sovereigns/fleet.ts'), 'utf8');
  writeFiles(root, { 'sovereigns/fleet.ts': fleet.replace("'main'", "'trunk'") });
  compileWorkspace(root);
  const reason =
    'read the base branch trunk: platform/fleet has no branch "trunk" onto which pull requests could be made. ' +
    'Check the names of the repository and the base branch; it looks like this too where a permission is ' +
    'missing';
  const requests = `4 requests to ${new URL(github.url).host}`;
  const ended = await at({});
  writeFiles(root, { 'sovereigns/fleet.ts': fleet });
  compileWorkspace(root);
  expectOne(ended, requests, reason);
});

test('a run on a server that is down tries three times more and proposes nothing', async () => {
  const gone = await startGithub();
  await gone.stop();
  const { host } = new URL(gone.url);
  const { stderr, ...ended } = await run({ root, github: gone }, []);
  const retries = [1, 4, 9].map((seconds, index) => {
    return `${host} gave no answer (ECONNREFUSED): asked again in ${seconds} s (${index + 1} of 3)\n`;
  });
  expect(stderr.startsWith(retries.join(''))).toBe(true);
  const reason =
    `list the open pull requests: ${host} gave no answer (ECONNREFUSED). Check the connection and run it again: ` +
    'what was done is found and kept';
  expectOne({ ...ended, stderr: stderr.slice(retries.join('').length) }, `4 requests to ${host}`, reason);
});
