import ts from 'typescript';

/**
 * JavaScript without the blanks at the beginning of its lines, which are a fortieth of what is downloaded. Lines stay,
 * so that a stack trace names them; what is in a template is text, and stays as it is.
 */
export function withoutIndentation(text: string): string {
  const templates = templatesIn(ts.createSourceFile('file.js', text, ts.ScriptTarget.ES2023));
  const isText = (offset: number) => templates.some(({ pos, end }) => pos < offset && offset < end);
  return text.replace(/^ +/gm, (blanks, offset: number) => (isText(offset) ? blanks : ''));
}

const kinds: readonly ts.SyntaxKind[] = [
  ts.SyntaxKind.NoSubstitutionTemplateLiteral,
  ts.SyntaxKind.TemplateHead,
  ts.SyntaxKind.TemplateMiddle,
  ts.SyntaxKind.TemplateTail,
];

function templatesIn(file: ts.SourceFile): readonly ts.TextRange[] {
  const found: ts.TextRange[] = [];
  const look = (node: ts.Node) => {
    if (kinds.includes(node.kind)) found.push({ pos: node.getStart(file), end: node.end });
    ts.forEachChild(node, look);
  };
  look(file);
  return found;
}
