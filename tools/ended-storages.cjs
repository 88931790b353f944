const { AsyncLocalStorage } = require('node:async_hooks');

const { _enable: enable } = AsyncLocalStorage.prototype;
const enabled = new Set();

/**
 * Jest has an AsyncLocalStorage for each file of tests and leaves it enabled, so that Node 20 asks all of them for each
 * promise that is made: after a hundred files that is a tenth of the time. To be called at the end of a file.
 */
module.exports = function endStorages() {
  for (const storage of enabled) storage.disable();
  enabled.clear();
};

// Node 24 asks none of them, and has no such method.
if (enable !== undefined) {
  AsyncLocalStorage.prototype._enable = function enableAndRemember() {
    enabled.add(this);
    enable.call(this);
  };
}
