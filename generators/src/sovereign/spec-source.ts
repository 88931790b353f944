import type { SovereignSpec } from '@sovereign-fleet/domain';
import type * as TsMorph from 'ts-morph';
import { loadCached } from '../compile-cache';

/** The text of a new `sovereign.ts`, as Prettier would leave it. */
export function specSource({ fqdn, environment, regions }: SovereignSpec): string {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import at the top could not be cached
  const { IndentationText, Project, QuoteKind } = loadCached(() => require('ts-morph') as typeof TsMorph);
  const project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    manipulationSettings: {
      indentationText: IndentationText.TwoSpaces,
      quoteKind: QuoteKind.Single,
    },
  });
  const file = project.createSourceFile('sovereign.ts');
  file.addImportDeclaration({ moduleSpecifier: '@sovereign-fleet/domain', namedImports: ['defineSovereign'] });
  file.addStatements((writer) => {
    writer.newLine().write('export default defineSovereign(');
    writer.inlineBlock(() => {
      writer.writeLine(`fqdn: ${quote(fqdn)},`).writeLine(`environment: ${quote(environment)},`);
      writer.write('regions: [').indent(() => {
        writeRegions(writer, regions);
      });
      writer.write('],');
    });
    writer.write(');');
  });
  return file.getFullText();
}

function writeRegions(writer: TsMorph.CodeBlockWriter, regions: SovereignSpec['regions']): void {
  for (const { key, provider, role } of regions) {
    writer.writeLine(`{ key: ${quote(key)}, provider: ${quote(provider)}, role: ${quote(role ?? 'secondary')} },`);
  }
}

/** What the parser lets through has neither quotes nor backslashes, so that the quotes are all it takes. */
function quote(text: string): string {
  return `'${text}'`;
}
