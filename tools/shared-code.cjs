const vm = require('node:vm');

const { compileFunction } = vm;

/**
 * Jest loads every module anew for each file of tests, and compiles it anew with `vm.compileFunction`. V8 remembers the
 * code of a script by its text and its file, but not that of such a function: as a script, a module is compiled once a
 * worker, which takes a third less time for a file of unit tests. Only a native `import()` would need more than that,
 * and Jest has none without a flag of Node.
 */
function compileScript(source, parameters, options) {
  const head = `(function (${parameters.join(', ')}) {`;
  const { filename, parsingContext } = options;
  const script = new vm.Script(`${head}${source}\n})`, { filename, columnOffset: -head.length });
  return script.runInContext(parsingContext);
}

/** Jest calls the function of the module, so that ours is found in its place. */
vm.compileFunction = (source, parameters, options) => {
  const isOfJest = options?.parsingContext !== undefined;
  return isOfJest ? compileScript(source, parameters, options) : compileFunction(source, parameters, options);
};
