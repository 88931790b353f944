const childProcess = require('node:child_process');
const { Server, Socket } = require('node:net');
const { TestEnvironment } = require('jest-environment-node');

/** All ways to start a program, to listen and to connect. */
const forbidden = [
  { owner: childProcess.ChildProcess.prototype, name: 'spawn' },
  { owner: childProcess, name: 'spawnSync' },
  { owner: childProcess, name: 'execFileSync' },
  { owner: childProcess, name: 'execSync' },
  { owner: Server.prototype, name: 'listen' },
  { owner: Socket.prototype, name: 'connect' },
].map(({ owner, name }) => ({ owner, name, original: owner[name] }));

/**
 * Where unit tests run: Node without programs, servers and network, so that a test that needs one is found at once and
 * `npm run check` stays fast. The workers of jest run tests of both kinds, so the end of a file puts all back.
 */
module.exports = class UnitEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    for (const { owner, name } of forbidden) {
      owner[name] = () => {
        throw new Error(`A unit test calls ${name}. A test with a program or a server is in a file *.real.test.ts.`);
      };
    }
  }

  async teardown() {
    for (const { owner, name, original } of forbidden) owner[name] = original;
    await super.teardown();
  }
};
