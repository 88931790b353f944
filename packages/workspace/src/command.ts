export { parseArguments } from './command/arguments';
export { commandLine, flagOf, parseOptions } from './command/options';
