import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { valueOf } from '@sovereign-fleet/domain';
import { type Desired, proposeFleet, treeOfFiles } from '@sovereign-fleet/pull-request';
import { objectHash, readDesiredFiles } from '@sovereign-fleet/pull-request/node';
import { octokitForge } from '@sovereign-fleet/pull-request/octokit';
import { startGithub } from '@sovereign-fleet/github';
import { compiled } from './product';
import { filesBelow, writeRaw } from './raw';
import { answer, type Row } from './row';
import { demand } from './sample';
import { specs } from './specs';

const count = 1000;
const most = 6;

/** Row 8: a run over a fleet in which nothing is to be proposed, from the files on disk to GitHub's answers. */
export async function proposeRow(temporary: string): Promise<Row> {
  process.stderr.write(`propose ${count}, nothing changed\n`);
  const tree = compiled(count);
  writeRaw(filesBelow(temporary, tree));
  const github = await startGithub({ repository: join(temporary, 'fleet.git'), files: tree });
  try {
    const start = performance.now();
    const states = await proposeAll(join(temporary, 'gitops-out'), github);
    const seconds = (performance.now() - start) / 1000;
    demand(states['unchanged'] === count, 'nothing is to be proposed');
    const requests = Object.values(github.counts()).reduce((sum, number) => sum + number, 0);
    return {
      number: '8',
      claim: `requests: propose ${count} x 3, nothing changed (read, hashed and compared in ${seconds.toFixed(1)} s)`,
      ours: String(requests),
      reference: '',
      result: '',
      bound: `at most ${most}`,
      holds: answer(requests <= most),
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
  const desired = specs(count).map(({ name, spec }) => desiredOf(root, name, `clusters/${spec.fqdn}`));
  const { states } = await proposeFleet(forge, { desired, isWhole: true, options, clock }, () => undefined);
  return states;
}

function desiredOf(root: string, name: string, folder: string): Desired {
  const files = valueOf(readDesiredFiles(root, folder));
  return { name, folder, files, subtree: treeOfFiles(files, objectHash), regions: [], review: undefined };
}
