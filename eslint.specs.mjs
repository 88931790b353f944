import { createRequire } from 'node:module';
import { join, relative, sep } from 'node:path';
import ts from 'typescript';

const root = import.meta.dirname;
const require = createRequire(import.meta.url);

/** The check of the loader itself, so that an editor says what a command would: there is no second list of names. */
const { checkSpecText } = requireTypeScript(join(root, 'packages/workspace/src/specs/spec-file.ts'));

/** ESLint does not know TypeScript by itself. The hook is there for this one file and what it imports. */
function requireTypeScript(file) {
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, esModuleInterop: true };
  const unhook = require('@swc-node/register/register').register(options);
  try {
    return require(file);
  } finally {
    unhook();
  }
}

const sameEverywhere = {
  meta: { type: 'problem', schema: [] },
  create({ filename, sourceCode, report }) {
    const file = relative(root, filename).split(sep).join('/');
    return {
      Program() {
        for (const { issue, start, end } of checkSpecText(root, file, sourceCode.text).faults) {
          const loc = { start: sourceCode.getLocFromIndex(start), end: sourceCode.getLocFromIndex(end) };
          report({ loc, message: `${JSON.stringify(issue.value)}: ${issue.problem}. ${issue.remedy}.` });
        }
      },
    };
  },
};

/** What a spec may import and use (docs/decisions/0034); a test of it is tools/src/checks/spec-imports.real.test.ts. */
export const specConfigs = [
  {
    files: ['sovereigns/**/*.ts', 'kits/**/*.ts'],
    plugins: { specs: { rules: { 'same-everywhere': sameEverywhere } } },
    rules: { 'specs/same-everywhere': 'error' },
  },
];
