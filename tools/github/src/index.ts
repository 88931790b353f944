export type { Fault } from './faults/fault';
export type { Github, GithubOptions } from './github';
export { greeting, parseOptions } from './main';
export { startGithub } from './start-github';
export { fleetPermissions } from './state/permission';
