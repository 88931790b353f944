export { interruptionOf } from './propose/interruption';
export { ProposeOptions, TargetOptions } from './propose/options';
export { exitCode } from './propose/result-line';
export { propose } from './propose/propose-all';
export { type Host, processHost } from './propose/host';
