import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { runNode } from '../children/run-child';
import { copyWorkspace } from '../fleet/copy-workspace';
import { installPackages } from '../fleet/install-packages';
import { repository } from '../fleet/repository';
import { takeInTurn } from '../results/repetitions';
import type { Row } from '../results/table';

/** Rows 13, and what a user's `node_modules` weighs. */
interface InstalledRows {
  readonly rows: readonly Row[];
  readonly weights: string;
}

const commands = {
  '13a': ['show', 'projects'],
  '13b': ['sync:check'],
  '13c': ['g', 'sovereign', 'x', '--regions=fsn1,nbg1', '--dry-run'],
};

/** How long a command of Nx takes where the packages are installed, and where their sources run: over equal trees. */
export function installedRows(temporary: string): InstalledRows {
  const source = join(temporary, 'from-source');
  const installed = join(temporary, 'installed');
  copyWorkspace(repository, source);
  const failure = installPackages(installed);
  if (failure !== undefined) {
    process.stderr.write(`${failure}\n`);
    return { rows: Object.keys(commands).map(rowWithoutMeasurement), weights: '' };
  }
  return {
    rows: Object.entries(commands).map(([number, command]) => rowOf(number, { command, source, installed })),
    weights: weightsOf(installed),
  };
}

interface Measured {
  readonly command: readonly string[];
  readonly source: string;
  readonly installed: string;
}

function rowOf(number: string, { command, source, installed }: Measured): Row {
  const seconds = (root: string) => {
    const start = performance.now();
    runNode([join(root, 'node_modules/nx/dist/bin/nx.js'), ...command], root);
    return (performance.now() - start) / 1000;
  };
  // The first command keeps compiled code, on both sides.
  for (const root of [source, installed]) seconds(root);
  const samples = takeInTurn(7, {
    [`nx ${command.join(' ')}, installed`]: () => seconds(installed),
    [`nx ${command.join(' ')}, from source`]: () => seconds(source),
  });
  const [ours = NaN, reference = NaN] = Object.values(samples).map((sample) => Math.min(...sample));
  return {
    number,
    claim: `wall time, best of 7: nx ${command.join(' ')}, installed / from source`,
    ours: `${ours.toFixed(2)} s`,
    reference: `${reference.toFixed(2)} s`,
    result: `${(ours / reference).toFixed(2)} x`,
    bound: '',
    holds: '',
  };
}

function rowWithoutMeasurement(number: string): Row {
  const reference = 'nothing can be installed';
  return { number, claim: '', ours: '', reference, result: '', bound: '', holds: 'NOT MEASURED' };
}

const shown = 12;

/** The heaviest packages, with what npm put below them. */
function weightsOf(root: string): string {
  const modules = join(root, 'node_modules');
  const names = readdirSync(modules).filter((name) => !name.startsWith('.'));
  const packages = names.flatMap((name) =>
    name.startsWith('@') ? readdirSync(join(modules, name)).map((inner) => `${name}/${inner}`) : [name],
  );
  const weights = packages.map((name) => ({ name, bytes: bytesIn(join(modules, name)) }));
  const sum = weights.reduce((total, { bytes }) => total + bytes, 0);
  const heaviest = weights.toSorted((one, other) => other.bytes - one.bytes).slice(0, shown);
  const lines = heaviest.map(({ name, bytes }) => `${megabytes(bytes).padStart(9)}  ${name}`);
  return `\nA user's node_modules: ${packages.length} packages, ${megabytes(sum)}\n${lines.join('\n')}\n`;
}

function bytesIn(path: string): number {
  const stat = lstatSync(path);
  if (!stat.isDirectory()) return stat.size;
  return readdirSync(path).reduce((sum, name) => sum + bytesIn(join(path, name)), 0);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
