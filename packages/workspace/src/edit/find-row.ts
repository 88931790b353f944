import { Node, type ObjectLiteralExpression, Project, type SourceFile, SyntaxKind } from 'ts-morph';
import { type Found, refuse } from './find-literal';
import type { Literal } from './splice';

/** Whether the row of a slot is written in a file of a kit. */
export function hasRow(text: string, slot: string): boolean {
  if (!text.includes(slot)) return false;
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  return rowsOf(project.createSourceFile('row.ts', text), slot).length > 0;
}

/** The row of a slot: the object that has its name and a chart, a constant or a member of a list. */
export function findRow(file: SourceFile, slot: string): Found<Literal> {
  const [row, another] = rowsOf(file, slot);
  if (row === undefined) return refuse(file, `the file has no row { name: '${slot}', … }`);
  return another === undefined ? { ok: true, value: row } : refuse(another, `the file has another row of ${slot}`);
}

function rowsOf(file: SourceFile, slot: string): readonly ObjectLiteralExpression[] {
  const objects = file.getDescendantsOfKind(SyntaxKind.ObjectLiteralExpression);
  return objects.filter((one) => one.getProperty('chart') !== undefined && nameIn(one) === slot);
}

function nameIn(row: ObjectLiteralExpression): string | undefined {
  const property = row.getProperty('name');
  const value = Node.isPropertyAssignment(property) ? property.getInitializer() : undefined;
  return Node.isStringLiteral(value) ? value.getLiteralText() : undefined;
}
