import type { TargetConfiguration } from '@nx/devkit';
import { packageName } from '@sovereign-fleet/domain/layout';
import { isInstalled } from '@sovereign-fleet/workspace/project';

type Inputs = NonNullable<TargetConfiguration['inputs']>;

/** What Nx is told of our own code. */
interface OwnCode {
  /** The Nx projects that the tree of every Sovereign is made from, beside its own spec. */
  readonly madeFrom: readonly string[];
  /** The code that a render is the work of. */
  readonly render: Inputs;
  /** What a review is the work of, beside that. */
  readonly review: Inputs;
  /** The code that the files of Phase 0 are the work of. */
  readonly cloudInit: Inputs;
  /** Prints what tasks read and Nx does not see. */
  readonly outside: string;
}

const nx = packageName('nx');

/** Packages that compile and render. */
const layers = ['domain', 'flux', 'go-text', 'bootstrap-kit', 'compiler', 'renderer'];

/** In a clone our packages are Nx projects, and their files are named. */
const written: OwnCode = {
  madeFrom: [packageName('bootstrap-kit'), packageName('compiler')],
  render: [
    `{workspaceRoot}/packages/{${layers.join(',')}}/src/**/!(*.test).ts`,
    '{workspaceRoot}/packages/pull-request/src/{disk,forge,proposal}/**/!(*.test).ts',
    '{workspaceRoot}/packages/workspace/src/!(*.test).ts',
    '{workspaceRoot}/packages/workspace/src/{code,command,disk,loading,render,specs}/!(*.test).ts',
    '{workspaceRoot}/generators/src/{nx,plugin,render,render-review}/!(*.test).{ts,mjs}',
    { externalDependencies: ['tar', 'typescript', 'yaml', 'zod'] },
  ],
  review: [
    '{workspaceRoot}/packages/policy/src/**/!(*.test).ts',
    '{workspaceRoot}/packages/workspace/src/review/!(*.test).ts',
    '{workspaceRoot}/generators/src/review/!(*.test).ts',
  ],
  cloudInit: [
    '{workspaceRoot}/packages/{domain,flux,go-text,bootstrap-kit,compiler,cloud-init}/src/**/!(*.test).ts',
    '{workspaceRoot}/packages/workspace/src/!(*.test).ts',
    '{workspaceRoot}/packages/workspace/src/{cloud-init,code,command,disk,loading,specs}/!(*.test).ts',
    '{workspaceRoot}/generators/src/{cloud-init,nx,plugin}/!(*.test).{ts,mjs}',
    { externalDependencies: ['typescript', 'yaml', 'zod'] },
  ],
  outside: 'node generators/src/plugin/outside-inputs.mjs',
};

/** Elsewhere they are one package of npm. Nx takes its version and those of all that it depends on, from the lock. */
const installed: OwnCode = {
  madeFrom: [],
  render: [{ externalDependencies: [nx] }],
  review: [],
  cloudInit: [{ externalDependencies: [nx] }],
  outside: `node node_modules/${nx}/dist/plugin/outside-inputs.mjs`,
};

export const ownCode: OwnCode = isInstalled ? installed : written;
