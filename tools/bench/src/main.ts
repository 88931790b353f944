import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { cdk8sRows } from './rows/cdk8s-rows';
import { checkRow } from './rows/check-row';
import { growthRows, rawRows } from './rows/compiler-rows';
import { installedRows } from './rows/installed-rows';
import { proposeRow } from './rows/propose-row';
import { renderRows } from './rows/render-rows';
import type { KitName } from './fleet/example-fleet';
import { type Row, table } from './results/table';
import { secretsRow } from './rows/secrets-row';
import { serverRow } from './rows/server-row';
import { startupRow } from './rows/startup-row';
import { typesRows } from './rows/types-rows';
import { workspaceRows } from './rows/workspace-rows';

const help = `npm run bench [-- --help | --installed | --fleet[=<Sovereigns>]]

Measures sovereign-fleet against references in the same run on the same machine, and prints a table: what is measured,
ours, the reference's, the result, its bound, and whether the bound holds in this run. It takes some minutes.

--fleet measures rows 10, 12, 12t and 12ti alone, over a thousand Sovereigns of a kit of forty slots or over as many as
it says: it renders all of them, which takes a quarter of an hour of CPU time for a thousand, and reviews them.

--installed measures rows 13 alone: the packages as people install them, and what their node_modules weighs.

A bound that does not hold is printed and is not an error: times on a busy machine are not proof. The exit code is 1
only if a row could not be measured. What is measured runs in new processes, ours and the reference in turn; CPU is user
and system time of all threads without the start of Node and the loading of code (and without collecting what that left
behind, on both sides), the median of the repetitions.
Rows 6 are wall times, the best of the repetitions: most of the time is spent in other programs. Both sides get the
paths of helm and kubectl.
Row 9 runs npm test before it, unless .ci/run left a dist/jest.json since the last commit.
"Warm" is after sixty runs in the same process (row 6w: ten), when V8 has compiled what it runs: the first Sovereign of
a command is a first run, the others of the same command are warm.

Files are written below ${tmpdir()} (TMPDIR chooses another folder) and removed at the end. ext4 takes much longer to
make files for some minutes after many were removed, which flatters row 1: wait between two runs.
`;

async function main(args: readonly string[]): Promise<number> {
  const [first = '', ...more] = args;
  if (first === '--help' && more.length === 0) {
    process.stdout.write(help);
    return 0;
  }
  const fleet = /^--fleet(?:=([1-9]\d{0,4}))?$/.exec(first);
  const isInstalled = first === '--installed';
  if (more.length > 0 || (first !== '' && !isInstalled && fleet === null)) {
    process.stderr.write(`There is no ${args.join(' ')}.\n\n${help}`);
    return 1;
  }
  const temporary = mkdtempSync(join(tmpdir(), 'sovereign-fleet-bench-'));
  // Where swc-node keeps compiled TypeScript. Its own choice is a folder that nobody removes.
  process.env['SWC_NODE_CACHE_DIR'] = join(temporary, 'swc-node');
  try {
    if (isInstalled) return reportInstalled(temporary);
    return report(await (fleet === null ? rowsOf(temporary) : workspaceRows(temporary, Number(fleet[1] ?? '1000'))));
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

async function rowsOf(temporary: string): Promise<readonly Row[]> {
  const ofKit = (kit: KitName) => [
    ...rawRows(temporary, kit),
    ...growthRows(temporary, kit),
    ...cdk8sRows(temporary, kit),
  ];
  return [
    ...ofKit('five'),
    ...ofKit('forty'),
    startupRow(temporary),
    ...typesRows(temporary),
    ...(await renderRows(temporary)),
    secretsRow(),
    await serverRow(join(temporary, 'server')),
    await proposeRow(join(temporary, 'propose')),
    checkRow(),
    ...installedRows(temporary).rows,
  ];
}

function reportInstalled(temporary: string): number {
  const { rows, weights } = installedRows(temporary);
  const code = report(rows);
  process.stdout.write(weights);
  return code;
}

function report(rows: readonly Row[]): number {
  process.stdout.write(
    `Node ${process.version}, ${process.platform} ${process.arch}, ${availableParallelism()} cores\n\n`,
  );
  process.stdout.write(table(rows));
  return rows.some(({ holds }) => holds === 'NOT MEASURED') ? 1 : 0;
}

// An interrupt ends the child process. The benchmark then fails, and removes its folder.
process.on('SIGINT', () => undefined);
void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});
