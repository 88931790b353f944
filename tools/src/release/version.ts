// npm run release:version: gives all packages the version that the files in .changeset/ ask for.
import { spawnSync } from 'node:child_process';
import { workspaceRoot } from '../workspace';
import { alignVersions } from './align-versions';
import { releaseProgram } from './release-programs';

const { status } = spawnSync(releaseProgram('changeset'), ['version'], { cwd: workspaceRoot, stdio: 'inherit' });
if (status !== 0) throw new Error('changeset version failed');
const version = alignVersions(workspaceRoot);
process.stdout.write(`All packages have the version ${version}. Next: npm run release:fixture\n`);
