import { type Expression, type ObjectLiteralExpression, type SourceFile, SyntaxKind } from 'ts-morph';
import { oneLine } from '@sovereign-fleet/domain';
import { projectInMemory } from './source-file';

/** A field of a row that two files say differently, each as TypeScript; undefined where one has none. */
export interface TypeScriptDifference {
  /** `chart.version`. */
  readonly path: string;
  readonly ours: string | undefined;
  readonly theirs: string | undefined;
}

/** Where two files of rows differ, field by field; none where they differ in something else than their first object. */
export function differencesOfTypeScript(ours: string, theirs: string): readonly TypeScriptDifference[] {
  const project = projectInMemory();
  const [a, b] = [ours, theirs].map((text, index) =>
    fieldsOf(firstObject(project.createSourceFile(`${index}.ts`, text))),
  );
  const paths = [...new Set([...(a?.keys() ?? []), ...(b?.keys() ?? [])])];
  return paths
    .map((path) => ({ path, ours: a?.get(path), theirs: b?.get(path) }))
    .filter(({ ours: one, theirs: other }) => one !== other);
}

function firstObject(file: SourceFile): ObjectLiteralExpression | undefined {
  return file.getFirstDescendantByKind(SyntaxKind.ObjectLiteralExpression);
}

/** The text of each field, at whatever depth, on one line. */
function fieldsOf(object: Expression | undefined, path = ''): ReadonlyMap<string, string> {
  const literal = object?.asKind(SyntaxKind.ObjectLiteralExpression);
  const properties = literal?.getProperties() ?? [];
  const entries = properties.flatMap((property): readonly (readonly [string, string])[] => {
    const assignment = property.asKind(SyntaxKind.PropertyAssignment);
    const name = assignment?.getName().replace(/^'(.*)'$/, '$1') ?? property.getText();
    const own = path === '' ? name : `${path}.${name}`;
    const value = assignment?.getInitializer();
    const inner = value?.asKind(SyntaxKind.ObjectLiteralExpression);
    if (inner !== undefined && inner.getProperties().length > 0) return [...fieldsOf(inner, own)];
    return [[own, onOneLine(value?.getText() ?? '')]];
  });
  return new Map(entries);
}

function onOneLine(text: string): string {
  return oneLine(text).replace(/,( [\]}])/g, '$1');
}
