export { asTyped, commandLine, issueOfUnknown, parseTargetOptions } from './command/options';
