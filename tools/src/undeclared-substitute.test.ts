import { join } from 'node:path';
import ts from 'typescript';
import { workspaceRoot } from './workspace';

/** What the TypeScript compiler says of code that stands beside the catalogue. */
function diagnosticsOf(code: string): readonly string[] {
  const file = join(workspaceRoot, 'packages/bootstrap-kit/src/probe.ts');
  const { config } = ts.readConfigFile(join(workspaceRoot, 'tsconfig.json'), ts.sys.readFile.bind(ts.sys)) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, workspaceRoot);
  const host = ts.createCompilerHost(options);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (name, version) =>
    name === file ? ts.createSourceFile(name, code, version) : getSourceFile(name, version);
  host.fileExists = (name) => name === file || ts.sys.fileExists(name);
  const program = ts.createProgram([file], options, host);
  const diagnostics = program.getSemanticDiagnostics(program.getSourceFile(file));
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n').split('\n')[0] ?? '');
}

test.each([
  { code: "import { use } from './substitutes';\nexport const value = use('SOVEREIGN_FQDN');", says: [] },
  {
    code: "import { use } from './substitutes';\nexport const value = use('SOVEREIGN_NAME');",
    says: [expect.stringMatching(/^Argument of type '"SOVEREIGN_NAME"' is not assignable to parameter of type/)],
  },
  {
    code: "import { text } from './substitutes';\nexport const value = text`${'DMZ_VCLUSTER_ENABLED'}!`;",
    says: [expect.stringMatching(/^Argument of type '"DMZ_VCLUSTER_ENABLED"' is not assignable to parameter of type/)],
  },
  {
    code: "import type { BootstrapKitRows } from '@sovereign-fleet/domain';\nimport { use } from './substitutes';\nexport const labels: BootstrapKitRows['labels'] = { gate: use('DMZ_VCLUSTER_ENABLED') };",
    says: [expect.stringMatching(/is not assignable to type 'string \| Substituted<"string">'/)],
  },
])('$code', ({ code, says }) => {
  expect(diagnosticsOf(code)).toEqual(says);
});
