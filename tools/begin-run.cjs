const { join } = require('node:path');
const useMemory = require('./memory-folder.cjs');
const { makeRunFolder } = require('./run-folder.cjs');

/**
 * Tests start Nx in workspaces of their own, so that they may not be told of the Nx that runs them (`nx test tools`).
 */
function leaveNx() {
  for (const name of Object.keys(process.env)) if (name.startsWith('NX_')) delete process.env[name];
}

/**
 * What each Node of a run is spared, of which there are some thousand: V8 has four threads that compile and collect
 * beside the program, on two cores as on eight, unless Node counts the cores (0). What compiles TypeScript reads the
 * options of the project with all of its file names, and hashes those with each file that it looks for in its cache.
 */
function saveWork() {
  const early = `--require ${JSON.stringify(join(__dirname, 'short-runs.cjs'))}`;
  process.env.NODE_OPTIONS = [process.env.NODE_OPTIONS ?? '', '--v8-pool-size=0', early].join(' ').trim();
  process.env.SWC_NODE_PROJECT = join(__dirname, '../tsconfig.base.json');
}

/** What jest does before it starts its workers. */
module.exports = function beginRun() {
  leaveNx();
  saveWork();
  useMemory();
  makeRunFolder();
};
