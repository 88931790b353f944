import type { SovereignSpec } from '@sovereign-fleet/domain';
import { kitFile } from '@sovereign-fleet/bootstrap-kit/layout';
import type * as TsMorph from 'ts-morph';
import { requireCached } from './compile-cache';

/** The text of a new `sovereign.ts` of a kit, as Prettier would leave it. */
export function specSource(spec: SovereignSpec, kit: string): string {
  // Here, since every other command needs what stands beside this file, and none of them writes a spec.
  const { IndentationText, Project, QuoteKind, StructureKind } = requireCached('ts-morph') as typeof TsMorph;
  const project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    manipulationSettings: { indentationText: IndentationText.TwoSpaces, quoteKind: QuoteKind.Single },
  });
  const imported = { moduleSpecifier: `../../${kitFile(kit).replace(/\.ts$/, '')}`, namedImports: ['defineSovereign'] };
  const file = project.createSourceFile('sovereign.ts', {
    statements: [
      { kind: StructureKind.ImportDeclaration, ...imported },
      (writer) => {
        writeSpec(writer, spec);
      },
    ],
  });
  return file.getFullText();
}

function writeSpec(writer: TsMorph.CodeBlockWriter, { fqdn, environment, regions }: SovereignSpec): void {
  writer.newLine().write('export default defineSovereign(');
  writer.inlineBlock(() => {
    writer.writeLine(`fqdn: ${quote(fqdn)},`).writeLine(`environment: ${quote(environment)},`);
    writer.write('regions: [').indent(() => {
      for (const { key, provider, role } of regions) {
        writer.writeLine(`{ key: ${quote(key)}, provider: ${quote(provider)}, role: ${quote(role ?? 'secondary')} },`);
      }
    });
    writer.write('],');
  });
  writer.write(');');
}

/** What the parser lets through has neither quotes nor backslashes, so that the quotes are all it takes. */
function quote(text: string): string {
  return `'${text}'`;
}
