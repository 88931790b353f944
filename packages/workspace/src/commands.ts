// The commands of the shell that are not Nx's: they are for the workflows of a fleet.
export { commentText, writeComment } from './commands/comment';
export { proposeHelp, runPropose, runProposeHere } from './commands/propose';
