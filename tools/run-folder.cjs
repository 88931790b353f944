const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

/** The folder in which the suites of one run share what one of them has made: tools/src/test-run/made-once.ts. */
module.exports = function removeRunFolder() {
  rmSync(process.env.SOVEREIGN_FLEET_TEST_RUN, { recursive: true, force: true });
};

/** Workers inherit the name. */
module.exports.makeRunFolder = function makeRunFolder() {
  process.env.SOVEREIGN_FLEET_TEST_RUN = mkdtempSync(join(tmpdir(), 'test-run-'));
};
