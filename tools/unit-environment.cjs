const childProcess = require('node:child_process');
const { Server, Socket } = require('node:net');
const { relative } = require('node:path');
const RealEnvironment = require('./real-environment.cjs');

/** All ways to start a program, to listen and to connect. */
const forbidden = [
  { owner: childProcess.ChildProcess.prototype, name: 'spawn' },
  { owner: childProcess, name: 'spawnSync' },
  { owner: childProcess, name: 'execFileSync' },
  { owner: childProcess, name: 'execSync' },
  { owner: Server.prototype, name: 'listen' },
  { owner: Socket.prototype, name: 'connect' },
].map(({ owner, name }) => ({ owner, name, original: owner[name] }));

function originalOf(wanted) {
  return forbidden.find(({ name }) => name === wanted).original;
}

/** People's files are loaded in a Node without environment, files and network (packages/workspace/src/loading). */
function loadsSpecs([program, args]) {
  return program === process.execPath && args.includes('--disallow-code-generation-from-strings');
}

/**
 * Where unit tests run: Node without programs, servers and network, so that a test that needs one is found at once and
 * `npm run check` stays fast. A test that takes more CPU time than `cpuSeconds` is named, and with twice as much it
 * fails: the same test takes half as much again where the machine is busy. The workers of jest run tests of both kinds,
 * so the end of a file puts all back.
 */
module.exports = class UnitEnvironment extends RealEnvironment {
  #cpuSeconds;
  #file;
  #start;

  constructor(config, context) {
    super(config, context);
    this.#cpuSeconds = config.projectConfig.testEnvironmentOptions.cpuSeconds;
    this.#file = relative(config.projectConfig.rootDir, context.testPath);
  }

  async setup() {
    await super.setup();
    for (const { owner, name } of forbidden) {
      owner[name] = (...given) => {
        if (name === 'spawnSync' && loadsSpecs(given)) return originalOf(name)(...given);
        throw new Error(`A unit test calls ${name}. A test with a program or a server is in a file *.real.test.ts.`);
      };
    }
  }

  handleTestEvent({ name, test }) {
    if (name === 'test_start') this.#start = process.cpuUsage();
    if (name !== 'test_done') return;
    const { user, system } = process.cpuUsage(this.#start);
    const seconds = (user + system) / 1e6;
    if (seconds <= this.#cpuSeconds) return;
    const most = `A unit test takes at most ${this.#cpuSeconds} s of CPU time`;
    const tooMuch = `${most}, and this one took ${seconds.toFixed(1)} s. Make it smaller.`;
    if (seconds > 2 * this.#cpuSeconds) test.errors.push(new Error(tooMuch));
    // Jest prints what a test says through `console`, and not where it is told to be silent.
    else process.stderr.write(`${this.#file}: ${test.name}\n  ${tooMuch}\n`);
  }

  async teardown() {
    for (const { owner, name, original } of forbidden) owner[name] = original;
    await super.teardown();
  }
};
