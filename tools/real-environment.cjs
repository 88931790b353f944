require('./shared-code.cjs');
require('./short-runs.cjs');

/** Where tests with programs and servers run: Node as it is. */
module.exports = require('jest-environment-node').TestEnvironment;
