export { parseArguments } from './command/arguments';
export { flagOption, missingOption, textOption, wordOption } from './command/option-shapes';
export { commandLine, flagOf, parseOptions } from './command/options';
