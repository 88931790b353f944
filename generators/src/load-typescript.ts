import { createRequire } from 'node:module';
import { register } from '@swc-node/register/register';
import { ModuleKind, ScriptTarget } from 'typescript';

/**
 * Loads a TypeScript module synchronously, whatever Nx has hooked in this process; throws what the module throws. A
 * module that ends the process throws as well, so that no command succeeds by what it did not do.
 */
export function loadTypeScript(file: string): Readonly<Record<string, unknown>> {
  const revert = register({ target: ScriptTarget.ES2022, module: ModuleKind.CommonJS, esModuleInterop: true });
  const exit = process.exit.bind(process);
  process.exit = () => {
    throw new Error('it calls process.exit');
  };
  try {
    // A CommonJS module that exports an object; what is in it is parsed by the caller.
    return createRequire(file)(file) as Readonly<Record<string, unknown>>;
  } finally {
    process.exit = exit;
    revert();
  }
}
