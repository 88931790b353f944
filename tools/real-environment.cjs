const { TestEnvironment } = require('jest-environment-node');
const endStorages = require('./ended-storages.cjs');
require('./shared-code.cjs');
require('./short-runs.cjs');

/** Where tests with programs and servers run: Node as it is. */
module.exports = class RealEnvironment extends TestEnvironment {
  async teardown() {
    await super.teardown();
    endStorages();
  }
};
