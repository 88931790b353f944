import { quote } from '@sovereign-fleet/adopt/code';
import type { SourceFile } from 'ts-morph';
import { isName, type EditValue, type EditValues } from './record-edit';

/** How a person writes a file. */
export interface TextStyle {
  readonly quote: string;
  readonly newLine: string;
  /** What one level is indented by. */
  readonly unit: string;
  readonly trailingComma: boolean;
  readonly bracketSpace: string;
}

/** A line is no longer than this where its value can stand on several. */
const width = 120;

/** The style of a file, by what is in it; where it says nothing, as Prettier writes with single quotes. */
export function styleOf(file: SourceFile): TextStyle {
  const text = file.getFullText();
  const literals = text.match(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g) ?? [];
  const double = literals.filter((one) => one.startsWith('"') && !one.includes("'"));
  const [, unit = '  '] = /[{[(][^\S\n]*(?:\/\/.*)?\r?\n(\t| {2,8})\S/.exec(text) ?? [];
  return {
    quote: double.length * 2 > literals.length ? '"' : "'",
    unit,
    newLine: text.includes('\r\n') ? '\r\n' : '\n',
    trailingComma: !/[^\s,{[(]\r?\n[\t ]*[}\]]/.test(text) || /,\r?\n[\t ]*[}\]]/.test(text),
    bracketSpace: /\{\w+:/.test(text) && !/\{ \w/.test(text) ? '' : ' ',
  };
}

interface Place {
  readonly style: TextStyle;
  /** Of the line that the value begins in. */
  readonly indent: string;
  /** How many characters of the line are taken already, before and behind the value. */
  readonly taken: number;
}

/** A value as TypeScript: on one line where it fits, else with a line for each of its members. */
export function valueText(value: EditValue, place: Place): string {
  const { style, indent, taken } = place;
  const inline = inlineText(value, style);
  if (taken + inline.length <= width || typeof value !== 'object') return inline;
  const inner = `${indent}${style.unit}`;
  const members = membersOf(value).map(([name, member]) => {
    const key = name === undefined ? '' : `${keyText(name, style)}: `;
    return `${inner}${key}${valueText(member, { style, indent: inner, taken: inner.length + key.length + 1 })}`;
  });
  if (members.length === 0) return inline;
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const end = style.trailingComma ? ',' : '';
  return [open, `${members.join(`,${style.newLine}`)}${end}`, `${indent}${close}`].join(style.newLine);
}

function membersOf(value: object): readonly (readonly [name: string | undefined, value: EditValue])[] {
  if (Array.isArray(value)) return (value as readonly EditValue[]).map((member) => [undefined, member]);
  return Object.entries(value as EditValues);
}

function inlineText(value: EditValue, style: TextStyle): string {
  if (typeof value === 'string') return quote(value, style.quote);
  if (typeof value !== 'object') return Object.is(value, -0) ? '0' : JSON.stringify(value);
  const members = membersOf(value).map(([name, member]) => {
    return `${name === undefined ? '' : `${keyText(name, style)}: `}${inlineText(member, style)}`;
  });
  if (Array.isArray(value)) return `[${members.join(', ')}]`;
  const { bracketSpace } = style;
  return members.length === 0 ? '{}' : `{${bracketSpace}${members.join(', ')}${bracketSpace}}`;
}

/** A key of an object, with quotes where it needs some. */
export function keyText(key: string, style: TextStyle): string {
  return isName(key) ? key : quote(key, style.quote);
}
