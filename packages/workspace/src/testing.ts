export { acme, compileExample, exampleKit, globex } from './testing/example-kit';
export { type Disk, canMount, runOnDisk } from './testing/test-disk';
export {
  acmeSource,
  compileWorkspace,
  copyCharts,
  filesIn,
  globexSource,
  makeCompiledWorkspace,
  makeSpecs,
  makeWorkspace,
  nx,
  writeFiles,
} from './testing/test-workspace';
