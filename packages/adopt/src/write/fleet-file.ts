import type { Issue, Result } from '@sovereign-fleet/domain';
import { type ArrayLiteralExpression, type ObjectLiteralExpression, type SourceFile, SyntaxKind } from 'ts-morph';
import { identifiersOf } from './names';
import { projectInMemory } from './source-file';

const fleetFile = 'sovereigns/fleet.ts';

/** `fleet.ts` with one more kit; its comments and its form stay. The same text where the kit is there. */
export function addKit(text: string, kit: string): Result<string> {
  const file = projectInMemory().createSourceFile('fleet.ts', text);
  const specifier = `../kits/${kit}/kit`;
  if (file.getImportDeclaration(specifier) !== undefined) return { ok: true, value: text };
  const kits = kitsIn(file);
  if (kits === undefined) return { ok: false, issues: [issueOfKits(kit)] };
  const taken = file.getDescendantsOfKind(SyntaxKind.Identifier).map((name) => name.getText());
  const [name = ''] = identifiersOf([kit], taken);
  const imports = file.getImportDeclarations();
  file.insertImportDeclaration(imports.length, { moduleSpecifier: specifier, defaultImport: name });
  kitsIn(file)?.addElement(name);
  return { ok: true, value: file.getFullText() };
}

function kitsIn(file: SourceFile): ArrayLiteralExpression | undefined {
  const call = file
    .getDescendantsOfKind(SyntaxKind.CallExpression)
    .find((one) => one.getExpression().getText() === 'defineFleet');
  const spec: ObjectLiteralExpression | undefined = call?.getArguments()[0]?.asKind(SyntaxKind.ObjectLiteralExpression);
  const property = spec?.getProperty('kits')?.asKind(SyntaxKind.PropertyAssignment);
  return property?.getInitializerIfKind(SyntaxKind.ArrayLiteralExpression);
}

function issueOfKits(kit: string): Issue {
  const problem = 'it is not a list that stands in defineFleet({ … }), so that no kit can be added';
  const remedy = `Write kits: [${kit}] there, and at the top: import ${kit} from '../kits/${kit}/kit'`;
  return { file: fleetFile, field: 'kits', value: undefined, code: 'unreadable', problem, remedy };
}
