// For tests: a batch of tasks, for which Nx starts a process, in the Nx that runs on (nx-server.cjs).
const childProcess = require('node:child_process');
const { EventEmitter } = require('node:events');
const { readFileSync, statSync } = require('node:fs');
const { join } = require('node:path');

const { fork } = childProcess;

/** Ends what a command does, as `process.exit` does. What it still prints is behind the mark, and heard by nobody. */
class Exit extends Error {}

/** Each file of our code that was loaded, as it was then. */
const loaded = new Map();

/** To be called after each command, before anybody changes what it has loaded. */
function rememberCode(root) {
  const ours = ['packages', 'generators'].map((name) => join(root, name, '/'));
  const paths = Object.keys(require.cache).filter((path) => ours.some((folder) => path.startsWith(folder)));
  for (const path of paths) if (!loaded.has(path)) loaded.set(path, { state: stateOf(path), text: textOf(path) });
}

function isCodeAsLoaded() {
  return [...loaded].every(([path, { state, text }]) => stateOf(path) === state || textOf(path) === text);
}

function stateOf(path) {
  const { ino, size, ctimeMs } = statSync(path, { throwIfNoEntry: false }) ?? {};
  return [ino, size, ctimeMs].join(' ');
}

function textOf(path) {
  return stateOf(path) === stateOf('') ? undefined : readFileSync(path, 'utf8');
}

/** What the file of Nx for such a process does with a message. */
let listener;

function listenerIn(script) {
  const before = process.listeners('message');
  require(script);
  const [found] = process.listeners('message').filter((one) => !before.includes(one));
  process.off('message', found);
  return found;
}

/** While a batch runs, what it sends and how it ends is for Nx, not for the test. */
let isRunning = false;
let last = Promise.resolve();

/** What Nx asks of a process: a batch prints where this process does. */
class Batch extends EventEmitter {
  connected = true;

  constructor(script, environment) {
    super();
    this.script = script;
    this.environment = environment;
  }

  send(message) {
    last = last.then(() => this.#run(message));
  }

  async #run(message) {
    const before = { environment: { ...process.env }, send: process.send };
    isRunning = true;
    setEnvironment(this.environment);
    process.send = (answer) => this.emit('message', answer);
    try {
      await (listener ??= listenerIn(this.script))(message);
    } catch (error) {
      if (!(error instanceof Exit)) console.error(error);
      this.emit('exit', 1, null);
    } finally {
      isRunning = false;
      process.send = before.send;
      setEnvironment(before.environment);
    }
  }

  disconnect() {
    this.connected = false;
  }
}

function setEnvironment(environment) {
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
}

/** Code of ours that was changed is loaded by a process of its own. */
childProcess.fork = (script, ...given) => {
  const isHere = script.endsWith('/tasks-runner/batch/run-batch.js') && isCodeAsLoaded();
  return isHere ? new Batch(script, given.at(-1).env) : fork(script, ...given);
};

module.exports = { Exit, isInBatch: () => isRunning, rememberCode, setEnvironment };
