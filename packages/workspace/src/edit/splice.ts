import type { TextStyle } from './text-style';
import type { ArrayLiteralExpression, Node, ObjectLiteralExpression } from 'ts-morph';

/** An object or a list as it is written down. */
export type Literal = ObjectLiteralExpression | ArrayLiteralExpression;

/** Text that takes the place of some other in a file. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text of a file, and how it is written. */
export interface WrittenText {
  readonly text: string;
  readonly style: TextStyle;
}

/** The text of a file after splices, of which none overlaps another. */
export function spliceText(text: string, splices: readonly Splice[]): string {
  const fromTheEnd = [...splices].sort((a, b) => b.start - a.start);
  return fromTheEnd.reduce((now, { start, end, text: put }) => now.slice(0, start) + put + now.slice(end), text);
}

/** What stands in a literal, without the comments around it. */
function membersOf(literal: Literal): readonly Node[] {
  return 'getProperties' in literal ? literal.getProperties() : literal.getElements();
}

/** Whether a literal has its members on lines of their own, and what these are indented by. */
export function linesOf(literal: Literal, text: string): { readonly indent: string } | undefined {
  const members = membersOf(literal);
  const last = members.at(-1);
  const from = last === undefined ? literal.getStart() + 1 : last.getEnd();
  if (!text.slice(from, literal.getEnd() - 1).includes('\n')) return undefined;
  const own = members.map((member) => indentAt(text, member.getStart())).find(({ isFirst }) => isFirst);
  return own === undefined ? undefined : { indent: own.indent };
}

/** What the line of a place is indented by, and whether the place is the first thing in it. */
export function indentAt(text: string, place: number): { readonly indent: string; readonly isFirst: boolean } {
  const line = text.slice(text.lastIndexOf('\n', place - 1) + 1, place);
  const indent = /^[\t ]*/.exec(line)?.[0] ?? '';
  return { indent, isFirst: indent === line };
}

/** Puts a member at the end of a literal, as the others stand there: on a line of its own, or behind the last one. */
export function insertMember(literal: Literal, member: string, { text, style }: WrittenText): readonly Splice[] {
  const last = membersOf(literal).at(-1);
  const close = literal.getEnd() - 1;
  if (last === undefined) return [intoEmpty(literal, member, { text, style })];
  const comma = commaAfter(text, last.getEnd(), close);
  const lines = linesOf(literal, text);
  if (lines === undefined) {
    const at = comma ?? last.getEnd();
    return [insertAt(at, comma === undefined ? `, ${member}` : ` ${member},`)];
  }
  const line = `${style.newLine}${lines.indent}${member}`;
  const at = endOfLine(text, comma ?? last.getEnd());
  if (comma !== undefined) return [insertAt(at, `${line},`)];
  return [insertAt(last.getEnd(), ','), insertAt(at, line)].reduce(joinAtSamePlace, []);
}

/** Two insertions at one place are one. */
function joinAtSamePlace(splices: readonly Splice[], splice: Splice): readonly Splice[] {
  const before = splices.at(-1);
  if (before?.start !== splice.start) return [...splices, splice];
  return [...splices.slice(0, -1), { ...before, text: before.text + splice.text }];
}

/** A comment in it stays. */
function intoEmpty(literal: Literal, member: string, { text, style }: WrittenText): Splice {
  const open = literal.getStart() + 1;
  const close = literal.getEnd() - 1;
  const isList = !('getProperties' in literal);
  const inner = text.slice(open, close);
  if (inner.trim() === '') return { start: open, end: close, text: isList ? member : ` ${member} ` };
  const { indent } = indentAt(text, close);
  return insertAt(open + inner.trimEnd().length, `${style.newLine}${indent}${style.unit}${member},`);
}

/** Takes a member out with its comma and its line; comments stay where they are. */
export function removeMember(literal: Literal, member: Node, text: string): readonly Splice[] {
  const members = membersOf(literal);
  const index = members.indexOf(member);
  const previous = members[index - 1];
  const close = literal.getEnd() - 1;
  const start = member.getStart();
  const comma = commaAfter(text, member.getEnd(), close);
  const end = comma ?? member.getEnd();
  if (members.length === 1 && linesOf(literal, text) === undefined) return [onlyMember(literal, { start, end }, text)];
  const { indent, isFirst } = indentAt(text, start);
  const rest = text.slice(end, endOfLine(text, end)).trim();
  const ownComma =
    comma === undefined && previous !== undefined ? commaAfter(text, previous.getEnd(), start) : undefined;
  const withoutComma = ownComma === undefined ? [] : [{ start: ownComma - 1, end: ownComma, text: '' }];
  if (isFirst && rest === '') return [...withoutComma, { start: lineBreakBefore(text, start, indent), end, text: '' }];
  if (isFirst && comma !== undefined) return [{ start, end: skipSpaces(text, end), text: '' }];
  if (comma !== undefined && index < members.length - 1) return [{ start, end: skipSpaces(text, end), text: '' }];
  return [...withoutComma, { start: skipSpacesBack(text, start), end, text: '' }];
}

function onlyMember(literal: Literal, { start, end }: Omit<Splice, 'text'>, text: string): Splice {
  const open = literal.getStart() + 1;
  const close = literal.getEnd() - 1;
  const isAlone = text.slice(open, start).trim() === '' && text.slice(end, close).trim() === '';
  return isAlone ? { start: open, end: close, text: '' } : { start, end, text: '' };
}

function insertAt(place: number, text: string): Splice {
  return { start: place, end: place, text };
}

/** Behind the comma that follows a place, where no other member does before. */
function commaAfter(text: string, from: number, end: number): number | undefined {
  const match = /^(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*,/.exec(text.slice(from, end));
  return match === null ? undefined : from + match[0].length;
}

/** Behind the comments that stand in the line of a place. */
function endOfLine(text: string, from: number): number {
  return from + (/^(?:[\t ]*\/\*[\s\S]*?\*\/)*(?:[\t ]*\/\/[^\r\n]*)?/.exec(text.slice(from))?.[0].length ?? 0);
}

function lineBreakBefore(text: string, start: number, indent: string): number {
  const line = start - indent.length;
  return text.slice(0, line).endsWith('\r\n') ? line - 2 : line - 1;
}

function skipSpaces(text: string, from: number): number {
  return from + (/^[\t ]*/.exec(text.slice(from))?.[0].length ?? 0);
}

function skipSpacesBack(text: string, from: number): number {
  return from - (/[\t ]*$/.exec(text.slice(0, from))?.[0].length ?? 0);
}
