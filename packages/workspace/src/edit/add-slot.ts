import type { Issue, Result } from '@sovereign-fleet/domain';
import { type ArrayLiteralExpression, Node, Project, type SourceFile, SyntaxKind } from 'ts-morph';
import { isMap, isSeq, parseDocument } from 'yaml';
import { insertMember, type Splice, spliceText } from './splice';
import { styleOf } from './text-style';

/** A row of a kit in a file of its own. */
export interface AddedRow {
  /** Its constant. */
  readonly constant: string;
  /** The path from `kit.ts`, without its ending: `./slots/60-grafana`. */
  readonly specifier: string;
  readonly number: string;
  readonly name: string;
  readonly dependsOn: readonly string[];
}

interface Written {
  readonly file: string;
  readonly text: string;
}

/** `kit.ts` with one more row: its import, and its name in `slots`, both in the order of the numbers. */
export function addToKit({ file, text }: Written, row: AddedRow): Result<string> {
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  const source = project.createSourceFile('kit.ts', text);
  const slots = slotsIn(source);
  if (slots === undefined) return { ok: false, issues: [issueOfKit(file, row)] };
  return { ok: true, value: spliceText(text, [importOf(source, row), ...memberOf(slots, source, row)]) };
}

/** The list that is `slots` of the kit, there or as a constant. */
function slotsIn(source: SourceFile): ArrayLiteralExpression | undefined {
  const constant = source.getVariableDeclaration('slots')?.getInitializer();
  const inKit = source
    .getDescendantsOfKind(SyntaxKind.PropertyAssignment)
    .find((one) => one.getName() === 'slots')
    ?.getInitializer();
  const value = Node.isAsExpression(constant) ? constant.getExpression() : (constant ?? inKit);
  return Node.isArrayLiteralExpression(value) ? value : undefined;
}

function importOf(source: SourceFile, { constant, specifier }: AddedRow): Splice {
  const { quote, newLine } = styleOf(source);
  const imports = source.getImportDeclarations();
  const line = `import { ${constant} } from ${quote}${specifier}${quote};`;
  const before = imports.filter((one) => {
    const other = one.getModuleSpecifierValue();
    return !other.startsWith('./slots/') ? !other.startsWith('.') : other < specifier;
  });
  const at = before.at(-1)?.getEnd() ?? 0;
  return { start: at, end: at, text: at === 0 ? `${line}${newLine}` : `${newLine}${line}` };
}

/** Before the first row whose file comes after it. */
function memberOf(slots: ArrayLiteralExpression, source: SourceFile, row: AddedRow): readonly Splice[] {
  const fileOf = (name: string) =>
    source
      .getImportDeclarations()
      .find((one) => one.getNamedImports().some((named) => named.getName() === name))
      ?.getModuleSpecifierValue();
  const next = slots.getElements().find((one) => (fileOf(one.getText()) ?? '') > row.specifier);
  const text = source.getFullText();
  const style = styleOf(source);
  if (next === undefined) return insertMember(slots, row.constant, { text, style });
  const at = next.getStart();
  const space = /\n([\t ]*)$/.exec(text.slice(0, at));
  return [
    { start: at, end: at, text: `${row.constant},${space === null ? ' ' : `${style.newLine}${space[1] ?? ''}`}` },
  ];
}

/** `graph.yaml` with the line of one more row, before the first with a higher number; comments stay. */
export function addToGraph({ file, text }: Written, { number, name, dependsOn }: AddedRow): Result<string> {
  const slots = parseDocument(text).get('slots');
  const items = isSeq(slots) ? slots.items.filter((one) => isMap(one)) : undefined;
  if (items === undefined) return { ok: false, issues: [issueOfGraph(file, name)] };
  const line = `  - { slot: '${number}', name: ${name}, depends_on: [${dependsOn.join(', ')}] }\n`;
  const next = items.find((one) => String(one.get('slot')) > number);
  const at = next?.range?.[0];
  const end = text.endsWith('\n') ? text : `${text}\n`;
  if (at === undefined) return { ok: true, value: end + line };
  const start = text.lastIndexOf('\n', at) + 1;
  return { ok: true, value: text.slice(0, start) + line + text.slice(start) };
}

function issueOfKit(file: string, { constant, specifier }: AddedRow): Issue {
  const problem = 'it is no list that is written in this file, so that no row can be added';
  const remedy = `Add ${constant} to it, and at the top: import { ${constant} } from '${specifier}'`;
  return { file, field: 'slots', value: undefined, code: 'unreadable', problem, remedy };
}

function issueOfGraph(file: string, name: string): Issue {
  const problem = 'it is no list of slots, so that no line can be added';
  return { file, field: 'slots', value: undefined, code: 'unreadable', problem, remedy: `Add ${name} by hand` };
}
