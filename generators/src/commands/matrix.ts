import { spawnSync } from 'node:child_process';
import { isDnsLabel, type Result, resultOf, valueOf } from '@sovereign-fleet/domain';
import { parseArguments } from '@sovereign-fleet/workspace/command';
import { z } from 'zod';

/** A matrix of GitHub Actions: one job for each entry of `include`. */
export interface Matrix {
  readonly include: readonly Shard[];
}

interface Shard {
  readonly shard: number;
  readonly of: number;
  /** Names with commas between, as `nx run-many --projects` takes them. */
  readonly projects: string;
}

/**
 * Spreads projects over shards, in the order of their names: as few shards as hold `perShard` each, never more than
 * `mostShards`, no two of them different by more than one project. Whoever opens a pull request chooses the names, and
 * they go into a command line: one that is no DNS label is an Issue.
 */
export function matrixOf(
  projects: readonly string[],
  { perShard, mostShards }: { readonly perShard: number; readonly mostShards: number },
): Result<Matrix> {
  const issues = projects.flatMap((name, index) => {
    if (isDnsLabel(name)) return [];
    const problem = 'the name of a Sovereign must be a DNS label';
    const remedy = 'Take lower-case letters, digits and "-", 63 at most';
    return [{ file: 'affected projects', field: `projects[${index}]`, value: name, problem, remedy }];
  });
  return resultOf(issues, () => {
    const names = [...new Set(projects)].sort();
    const of = Math.min(mostShards, Math.ceil(names.length / perShard));
    const start = (shard: number): number => Math.floor((shard * names.length) / of);
    const include = Array.from({ length: of }, (_, index) => {
      return { shard: index + 1, of, projects: names.slice(start(index), start(index + 1)).join(',') };
    });
    return { include };
  });
}

function affectedProjects(root: string, { base, head }: Commits): readonly string[] {
  const nx = require.resolve('nx/bin/nx.js', { paths: [root] });
  const args = ['show', 'projects', '--affected', '--with-target=review', '--json', `--base=${base}`, `--head=${head}`];
  const { status, stdout, stderr } = spawnSync(process.execPath, [nx, ...args], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`nx could not say what is affected since ${base}:\n${stderr || stdout}`);
  return z.array(z.string()).parse(JSON.parse(stdout));
}

// Twenty at once is what GitHub runs for a free account; a Sovereign takes seconds, setting up a job a minute.
const size = { perShard: 10, mostShards: 20 };

const help = `Prints the affected Sovereigns as a matrix of jobs, for a workflow.

  sovereign-fleet matrix --base=<commit> [--head=<commit>]

  --base      The commit that the pull request starts from
  --head      Its last commit; without it HEAD
  -h, --help  Print this
`;

const MatrixOptions = z.strictObject({ base: z.string().min(1), head: z.string().min(1).default('HEAD') });

type Commits = z.output<typeof MatrixOptions>;

interface MatrixIn {
  /** The workspace. */
  readonly root: string;
  readonly environment: NodeJS.ProcessEnv;
}

/** The command; gives what it prints. */
export function printMatrix(args: readonly string[], { root, environment }: MatrixIn): string {
  const parsed = valueOf(parseArguments(MatrixOptions, { args, environment }, { name: 'sovereign-fleet matrix' }));
  if (parsed === 'help') return help;
  return `${JSON.stringify(valueOf(matrixOf(affectedProjects(root, parsed.options), size)))}\n`;
}
