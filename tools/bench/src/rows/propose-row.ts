import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { outputFolder, sovereignFolder, valueOf } from '@sovereign-fleet/domain';
import { type Desired, proposeFleet, treeOfFiles } from '@sovereign-fleet/pull-request';
import { objectHash, readDesiredFiles } from '@sovereign-fleet/pull-request/node';
import { octokitForge } from '@sovereign-fleet/pull-request/octokit';
import { startGithub } from '@sovereign-fleet/github';
import { compileSpecs } from '../fleet/compile-fleet';
import { filesBelow, writeRaw } from '../fleet/raw-files';
import { verdict, type Row } from '../results/table';
import { demand } from '../results/repetitions';
import { exampleSpecs } from '../fleet/example-specs';

const sovereigns = 1000;
const mostRequests = 6;

/** Row 8: a run over a fleet that has nothing to propose, from the files on disk to GitHub's answers. */
export async function proposeRow(temporary: string): Promise<Row> {
  process.stderr.write(`propose ${sovereigns}, nothing changed\n`);
  const tree = compileSpecs(sovereigns);
  writeRaw(filesBelow(temporary, tree));
  const github = await startGithub({ repository: join(temporary, 'fleet.git'), files: tree });
  try {
    const start = performance.now();
    const states = await proposeAll(join(temporary, outputFolder), github);
    const time = ((performance.now() - start) / 1000).toFixed(1);
    demand(states['unchanged'] === sovereigns, 'nothing is to be proposed');
    const requests = Object.values(github.counts()).reduce((sum, number) => sum + number, 0);
    return {
      number: '8',
      claim: `requests: propose ${sovereigns} x 3, nothing changed (read, hashed and compared in ${time} s)`,
      ours: String(requests),
      reference: '',
      result: '',
      bound: `at most ${mostRequests}`,
      holds: verdict(requests <= mostRequests),
    };
  } finally {
    await github.stop();
  }
}

interface Place {
  readonly url: string;
  readonly token: string;
}

async function proposeAll(root: string, { url, token }: Place): Promise<Readonly<Record<string, number>>> {
  const clock = {
    now: () => new Date(),
    sleep: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
  };
  const forge = await octokitForge({
    repository: { owner: 'acme', name: 'fleet' },
    baseBranch: 'main',
    baseUrl: url,
    credentials: { kind: 'token', token },
    clock,
  });
  const options = {
    labels: [],
    reviewers: { users: [], teams: [] },
    draft: false,
    takeOver: false,
    reopen: false,
    allowShrink: false,
    allowRemoval: false,
    generator: 'bench',
    hash: objectHash,
  };
  const desired = exampleSpecs(sovereigns).map(({ name, spec }) => desiredOf(root, name, sovereignFolder(spec.fqdn)));
  const { states } = await proposeFleet(forge, { desired, isWhole: true, options, clock }, () => undefined);
  return states;
}

function desiredOf(root: string, name: string, folder: string): Desired {
  const files = valueOf(readDesiredFiles(root, folder));
  return { name, folder, files, subtree: treeOfFiles(files, objectHash), regions: [], review: undefined };
}
