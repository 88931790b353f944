const useMemory = require('./memory-folder.cjs');
const { makeRunFolder } = require('./run-folder.cjs');

/**
 * Tests start Nx in workspaces of their own, so that they may not be told of the Nx that runs them (`nx test tools`).
 */
function leaveNx() {
  for (const name of Object.keys(process.env)) if (name.startsWith('NX_')) delete process.env[name];
}

/** What jest does before it starts its workers. */
module.exports = function beginRun() {
  leaveNx();
  useMemory();
  makeRunFolder();
};
