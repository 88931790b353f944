import { packageName } from '@sovereign-fleet/domain/layout';
import type * as TsMorph from 'ts-morph';
import { requireCached } from '../code/compile-cache';
import { formerNames } from './spec-file';

/**
 * The text of a file of people's with one package in its imports, in place of those that were two before 0.1; the same
 * text where it has none of them. All else stays as it is written.
 */
export function withOnePackage(text: string): string {
  if (!formerNames.some((name) => text.includes(name))) return text;
  const { Project } = requireCached('ts-morph') as typeof TsMorph;
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  const file = project.createSourceFile('spec.ts', text);
  for (const declaration of [...file.getImportDeclarations(), ...file.getExportDeclarations()]) {
    const named = declaration.getModuleSpecifier();
    if (named !== undefined && formerNames.includes(named.getLiteralValue())) named.setLiteralValue(packageName('nx'));
  }
  return file.getFullText();
}
