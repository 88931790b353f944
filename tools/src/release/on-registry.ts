import { spawnSync } from 'node:child_process';

/** Whether packages can be had from a registry. */
export const isReachable = spawnSync('npm', ['ping', '--fetch-retries=0']).status === 0;

/** What the name of a test says that wants some. */
export const why = isReachable ? '' : ' (skipped: no registry of npm can be reached)';

/** Such a test. */
export const onRegistry = isReachable ? test : test.skip;
