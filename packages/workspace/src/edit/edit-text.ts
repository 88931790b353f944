import { Node, Project, type SourceFile } from 'ts-morph';
import { type Issue, oneLine, type Result } from '@sovereign-fleet/domain';
import { findLiteral, findRecord, type Found, ownConstant, refuse, type Unedited } from './find-literal';
import { findRow } from './find-row';
import { findMember, type Member } from './find-member';
import { type EditStep, type EditValue, pathText, type RecordEdit } from './record-edit';
import {
  indentAt,
  insertMember,
  linesOf,
  type Literal,
  removeMember,
  type Splice,
  spliceText,
  type WrittenText,
} from './splice';
import { keyText, styleOf, type TextStyle, valueText } from './text-style';

interface Edited {
  readonly file: string;
  readonly text: string;
  /** The slot in whose row the paths begin; without it, in what the file exports by default. */
  readonly row?: string;
}

/**
 * The text of a record after edits. Nothing but what they name is another: comments, order, quotes and constants stay
 * as they are. What cannot be edited so is an Issue with the lines to write.
 */
export function editText({ file, text, row }: Edited, edits: readonly RecordEdit[]): Result<string> {
  let now = text;
  const issues: Issue[] = [];
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  for (const edit of edits) {
    const source = project.createSourceFile('record.ts', now, { overwrite: true });
    const record = row === undefined ? findRecord(source) : findRow(source, row);
    const splices = record.ok ? splicesOf(record.value, edit, source) : record;
    if (splices.ok) now = spliceText(now, splices.value);
    else issues.push(issueOf(splices.unedited, edit, file));
  }
  return issues.length === 0 ? { ok: true, value: now } : { ok: false, issues };
}

function issueOf({ line, problem }: Unedited, { path, value }: RecordEdit, file: string): Issue {
  const style: TextStyle = { quote: "'", newLine: '\n', unit: '  ', trailingComma: true, bracketSpace: ' ' };
  const written = value === undefined ? '' : oneLine(valueText(value, { style, indent: '', taken: 0 }));
  const remedy = value === undefined ? `Take it out of line ${line}` : `Write there ${written}`;
  return { file, field: pathText(path), value: `in line ${line}`, code: 'unreadable', problem, remedy };
}

/** What an edit does to the text of the literal that its path begins in. */
function splicesOf(literal: Literal, edit: RecordEdit, source: SourceFile): Found<readonly Splice[]> {
  const [step, ...rest] = edit.path;
  if (step === undefined) return refuse(literal, 'it is the record itself');
  const found = findMember(literal, step, { isNew: rest.length === 0 && edit.value !== undefined });
  if (!found.ok) return found;
  const text = source.getFullText();
  const style = styleOf(source);
  if (found.value === undefined) {
    if (edit.value === undefined) return { ok: true, value: [] };
    return { ok: true, value: insertion({ literal, step, value: nest(rest, edit.value) }, { text, style }) };
  }
  const { member, value } = found.value;
  if (rest.length === 0) {
    if (edit.value === undefined) return { ok: true, value: removeMember(literal, member, text) };
    return { ok: true, value: [replacement(found.value, edit.value, source)] };
  }
  if (typeof step !== 'string' && 'kit' in step && Node.isIdentifier(value)) {
    return { ok: true, value: edit.value === undefined ? [] : [layersOfKit(value, nest(rest, edit.value), source)] };
  }
  const inner = findLiteral(value);
  return inner.ok ? splicesOf(inner.value, { path: rest, value: edit.value }, source) : inner;
}

/** A kit that the fleet says nothing of yet. */
function layersOfKit(kit: Node, layers: EditValue, source: SourceFile): Splice {
  const text = source.getFullText();
  const place = { style: styleOf(source), indent: indentAt(text, kit.getStart()).indent };
  const put = `.with(${valueText(layers, { ...place, taken: lineLength(text, kit.getEnd()) + '.with()'.length })})`;
  return { start: kit.getEnd(), end: kit.getEnd(), text: put };
}

/** What stands on the way to a value is made with it. */
function nest(path: readonly EditStep[], value: EditValue): EditValue {
  return path.reduceRight<EditValue>((inner, step) => (typeof step === 'string' ? { [step]: inner } : [inner]), value);
}

interface Insertion {
  readonly literal: Literal;
  readonly step: EditStep;
  readonly value: EditValue;
}

function insertion({ literal, step, value }: Insertion, { text, style }: WrittenText): readonly Splice[] {
  const lines = linesOf(literal, text);
  const { indent } = lines ?? indentAt(text, literal.getStart());
  const key = typeof step === 'string' ? `${keyText(step, style)}: ` : '';
  const taken = lines === undefined ? lineLength(text, literal.getEnd()) + 2 : indent.length + 1;
  return insertMember(literal, key + valueText(value, { style, indent, taken: taken + key.length }), { text, style });
}

/** A constant of its own keeps the value, where nobody else has it. */
function replacement({ member, value }: Member, next: EditValue, source: SourceFile): Splice {
  const constant = Node.isIdentifier(value) ? ownConstant(value) : undefined;
  const at = constant?.ok === true ? constant.value : value;
  const text = source.getFullText();
  const own = Node.isStringLiteral(at) ? { quote: at.getText().slice(0, 1) } : {};
  const place = { style: { ...styleOf(source), ...own }, indent: indentAt(text, at.getStart()).indent };
  const taken = lineLength(text, at.getStart()) - at.getText().length;
  const key = Node.isShorthandPropertyAssignment(member) && at === value ? `${value.getText()}: ` : '';
  return { start: at.getStart(), end: at.getEnd(), text: key + valueText(next, { ...place, taken }) };
}

function lineLength(text: string, place: number): number {
  const end = text.indexOf('\n', place);
  return (end === -1 ? text.length : end) - (text.lastIndexOf('\n', place - 1) + 1);
}
