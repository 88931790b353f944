export { greeting, parseOptions } from './command-line';
export type { Fault } from './faults/fault';
export type { Github, GithubOptions } from './github';
export { startGithub } from './start-github';
export { fleetPermissions } from './state/caller';
