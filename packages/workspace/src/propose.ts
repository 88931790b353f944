export { interruptionOf } from './propose/interruption';
export { ProposeOptions, TargetOptions } from './propose/options';
export { exitCode } from './propose/result-line';
export { propose } from './propose/run';
export { type Surroundings, thisProcess } from './propose/surroundings';
