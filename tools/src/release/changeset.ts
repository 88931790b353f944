// npm run changeset: asks what a change does, and writes a file in .changeset/ that says it.
import { spawnSync } from 'node:child_process';
import { workspaceRoot } from '../workspace';
import { releaseProgram } from './release-programs';

const args = process.argv.slice(2);
const { status } = spawnSync(releaseProgram('changeset'), args, { cwd: workspaceRoot, stdio: 'inherit' });
process.exitCode = status ?? 1;
