import { Project, type SourceFile, SyntaxKind } from 'ts-morph';

// For tests: the changes that a person could make by mistake in a file of a kit, one at a time.

export interface Mutation {
  /** What is changed: `12: '1.4.0' → '1.4.1'`. */
  readonly what: string;
  readonly text: string;
}

/** Texts that people alone read, and who delivers a Secret, which no cluster shows. */
const silent = new Set(['description', 'why', 'from', 'keys']);

/** Every literal changed, and every property of a row taken out. */
export function mutationsOf(text: string): readonly Mutation[] {
  const file = new Project({ useInMemoryFileSystem: true }).createSourceFile('a.ts', text);
  return [...changedLiterals(file), ...removedProperties(file)];
}

function changedLiterals(file: SourceFile): readonly Mutation[] {
  const kinds = [
    SyntaxKind.StringLiteral,
    SyntaxKind.NumericLiteral,
    SyntaxKind.TrueKeyword,
    SyntaxKind.FalseKeyword,
    SyntaxKind.TemplateHead,
  ];
  const nodes = kinds.flatMap((kind) => file.getDescendantsOfKind(kind));
  return nodes.flatMap((node) => {
    if (node.getFirstAncestorByKind(SyntaxKind.ImportDeclaration) !== undefined) return [];
    const parent = node.getParent()?.asKind(SyntaxKind.PropertyAssignment);
    const list = node.getParent()?.getParentIfKind(SyntaxKind.PropertyAssignment);
    if ([parent, list].some((one) => one !== undefined && silent.has(one.getName()))) return [];
    const old = node.getText();
    return [{ what: `${node.getStartLineNumber()}: ${old} → ${other(old)}`, ...replace(file, node, other(old)) }];
  });
}

function removedProperties(file: SourceFile): readonly Mutation[] {
  const properties = file.getDescendantsOfKind(SyntaxKind.PropertyAssignment);
  return properties
    .filter((property) => !silent.has(property.getName()) && property.getName() !== 'layers')
    .map((property) => {
      const end = file.getFullText().charAt(property.getEnd()) === ',' ? property.getEnd() + 1 : property.getEnd();
      const what = `${property.getStartLineNumber()}: without ${property.getName()}`;
      return { what, ...replace(file, { getStart: () => property.getStart(), getEnd: () => end }, '') };
    });
}

function replace(file: SourceFile, at: { getStart(): number; getEnd(): number }, by: string): Pick<Mutation, 'text'> {
  const text = file.getFullText();
  return { text: `${text.slice(0, at.getStart())}${by}${text.slice(at.getEnd())}` };
}

/** Another literal of the same kind; of a version the next one. */
function other(literal: string): string {
  if (literal === 'true') return 'false';
  if (literal === 'false') return 'true';
  if (/^[0-9]/.test(literal)) return String(Number(literal) + 1);
  if (literal.startsWith('`')) return `\`x${literal.slice(1)}`;
  const inner = literal.slice(1, -1);
  const next = inner.replace(/[0-9]$/, (digit) => String((Number(digit) + 1) % 10));
  return `'${next === inner ? `${inner}x` : next}'`;
}
