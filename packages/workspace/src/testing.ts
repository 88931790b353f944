export { builtPackages } from './testing/built-packages';
export { acme, compileExample, exampleKit, globex } from './testing/example-kit';
export { bot, type Forge, pull, startForge, stopForges, token } from './testing/comment-forge';
export { acme as acmeReview, folderOf, removeFolders, reviewFile } from './testing/example-reviews';
export { type NxProcess, startNx } from './testing/nx-process';
export { type Disk, canMount, commandOnDisk, runOnDisk } from './testing/test-disk';
export {
  acmeSource,
  compileWorkspace,
  copyCharts,
  filesIn,
  globexSource,
  installedCode,
  makeCheckout,
  makeCompiledWorkspace,
  makeSpecs,
  makeWorkspace,
  nx,
  separateCache,
  writeFiles,
} from './testing/test-workspace';
export { acmeServers, exampleInputs, kitOfPhaseZero, prepareExample } from './testing/example-phase-zero';
export { takeTurn } from './testing/take-turn';
export { makeWaitingProgram, type WaitingProgram } from './testing/waiting-program';
