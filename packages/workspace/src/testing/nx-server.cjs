// For tests: the Nx of the workspace in which this starts, loaded once, which runs what it is told (nx-process.ts).
const { join, relative } = require('node:path');
const { performance } = require('node:perf_hooks');
const { Exit, isInBatch, rememberCode, setEnvironment } = require('./nx-batch.cjs');

const root = process.cwd();
const load = (path) => require(join(root, 'node_modules/nx/dist', path));

let mark = '';
let status;
process.exit = (code = process.exitCode ?? 0) => {
  if (isInBatch()) throw new Exit();
  if (status === undefined) write(mark);
  status ??= code;
  throw new Exit();
};

/** Where the targets are; a task in a process of its own reads it from Nx's cache. */
let graph;

/** What Nx does in a process of its own for each. */
const kinds = {
  command: ({ args }) => {
    const { commandsObject } = load('src/command-line/nx-commands');
    const { rewriteTargetsAndProjects } = load('bin/init-local');
    performance.mark('init-local');
    process.argv = [process.execPath, join(root, 'node_modules/nx/dist/bin/nx.js'), ...args];
    return commandsObject.parseAsync(['run', 'g'].includes(args[0]) ? args : rewriteTargetsAndProjects(process.argv));
  },
  task: async ({ project, target, options }) => {
    await (graph ??= load('src/project-graph/project-graph').createProjectGraphAsync());
    const { run } = load('src/command-line/run/run');
    const overrides = { ...options, __overrides_unparsed__: [] };
    process.exit(await run(root, root, { project, target }, overrides, false));
  },
};

/** How many commands there were. */
let commands = 0;

/** Nx keeps the variables of a task for as long as it runs, by the task's id. */
function forgetVariables() {
  const environment = load('src/tasks-runner/task-env');
  const { getTaskSpecificEnv } = environment;
  environment.getTaskSpecificEnv = (task, graph) =>
    getTaskSpecificEnv({ ...task, id: `${task.id} of command ${commands}` }, graph);
}

/** Nothing is known any more that a new process would not know, but our code: files, specs, variables. */
function startAnew(environment) {
  setEnvironment(environment);
  commands += 1;
  process.exitCode = undefined;
  const context = load('src/utils/workspace-context');
  context.resetWorkspaceContext();
  context.setupWorkspaceContext(root);
  // One that has parsed a command line keeps some of it.
  const parsers = [/\/node_modules\/yargs\//, /\/nx-commands\.js$/];
  for (const path of Object.keys(require.cache)) {
    const isSpec = /^(sovereigns|kits)\//.test(relative(root, path));
    if (isSpec || parsers.some((pattern) => pattern.test(path))) delete require.cache[path];
  }
}

function write(text) {
  process.stdout.write(text);
  process.stderr.write(text);
}

async function main() {
  await load('bin/workspace-env').loadWorkspaceEnv(root);
  forgetVariables();
  const own = { ...process.env, NX_CLI_SET: 'true' };
  process.on('message', async ({ kind, given, environment, mark: ofThis }) => {
    startAnew({ ...own, ...environment });
    [mark, status] = [ofThis, undefined];
    write(mark);
    try {
      await kinds[kind](given);
      process.exit();
    } catch (error) {
      if (!(error instanceof Exit)) console.error(error);
    }
    rememberCode(root);
    process.send({ status });
  });
  process.send({ status: 0 });
}

void main();
