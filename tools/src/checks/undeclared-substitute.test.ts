import { join } from 'node:path';
import ts from 'typescript';
import { workspaceRoot } from '../workspace';

/** What the TypeScript compiler says of code that stands in a kit. */
function diagnosticsOf(code: string): readonly string[] {
  const file = join(workspaceRoot, 'tools/src/probe.ts');
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

const kit = `import { referencesTo } from '@sovereign-fleet/nx';
export const { use, text } = referencesTo({
  FQDN: { type: 'string', fact: 'fqdn' },
  EDGE_ENABLED: { type: 'boolean', enables: 'bp-edge' },
  PEERS: { type: 'json', fact: 'peers' },
} as const);
`;

test.each([
  { code: "export const value = use('FQDN');", says: [] },
  {
    code: "export const value = use('NAME');",
    says: [expect.stringMatching(/^Argument of type '"NAME"' is not assignable to parameter of type/)],
  },
  {
    code: "export const value = text`${'PEERS'}!`;",
    says: [expect.stringMatching(/^Argument of type '"PEERS"' is not assignable to parameter of type/)],
  },
  {
    code:
      "import type { BootstrapKitRows } from '@sovereign-fleet/domain';\n" +
      "export const labels: BootstrapKitRows['labels'] = { gate: use('EDGE_ENABLED') };",
    says: [expect.stringMatching(/is not assignable to type 'string \| Substituted<"string">'/)],
  },
])('tsc checks the names of substitutes: $code', ({ code, says }) => {
  expect(diagnosticsOf(`${kit}${code}`)).toEqual(says);
});
