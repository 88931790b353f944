import { rmSync } from 'node:fs';
import { start, stopAll } from '@sovereign-fleet/github/testing';
import type { Github } from '@sovereign-fleet/github';
import { proposeHelp as help } from '@sovereign-fleet/workspace/commands';
import { makeFleet, run } from './commands';
import { type Proposer, startProposer } from './proposer';

let root: string;
let github: Github;
let proposer: Proposer;

// No test here changes the fleet.
beforeAll(async () => {
  root = makeFleet();
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

const propose = (...args: readonly string[]) => run({ root, github }, args);

const options =
  '--dry-run, --full, --output, --clone, --campaign, --take-over, --reopen, --allow-shrink, --allow-removal, ' +
  '--strict, --help';

test.each([
  {
    args: ['acmee'],
    says:
      'command line: name is "acmee": there is no such Sovereign. Did you mean "acme"? Write one of acme, or the ' +
      'FQDN of one that is gone.\n',
  },
  {
    args: ['acme.example.com', '--allow-removal'],
    says:
      'command line: name is "acme.example.com": it is the FQDN of "acme", which has a spec. Write acme; an FQDN ' +
      'names one that has no spec any more.\n',
  },
  {
    args: ['--dry-run=yes'],
    says: 'sovereign-fleet propose: --dry-run is "yes": it is on or off. Write --dry-run, or leave it out.\n',
  },
  {
    args: ['--campaign'],
    says: 'sovereign-fleet propose: --campaign is true: it needs one value. Write --campaign=<value>.\n',
  },
])('$args is refused before anything is asked', async ({ args, says }) => {
  const { status, stderr } = await proposer.run(github, args);
  expect(status).toBe(1);
  expect(stderr).toContain(says);
  expect(github.requests()).toEqual([]);
});

test('the command prints all that is wrong with its options, and asks nothing', async () => {
  const meant = 'Did you mean "--campaign"?';
  const { status, stderr } = await propose('--drye-run', '--campain=first.yaml');
  expect(status).toBe(1);
  expect(stderr).toContain(`2 problems, nothing was written
sovereign-fleet propose: --drye-run is true: there is no such option. Did you mean "--dry-run"? Write one of ${options}.
sovereign-fleet propose: --campain is "first.yaml": there is no such option. ${meant} Write one of ${options}.
`);
  expect(github.requests()).toEqual([]);
});

test.each(['-h', '--help'])('%s is help', async (option) => {
  const { status, stdout, stderr } = await propose(option);
  expect([status, stdout, stderr]).toEqual([0, help, '']);
});
