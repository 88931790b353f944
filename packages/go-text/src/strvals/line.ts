/** Why a line is refused; thrown within the syntax and caught at its edge. */
export class StrvalsError extends Error {}

/** The line was read to where it may end. */
export class EndOfLine extends Error {}

/** A line, and how many of its characters were read. */
export interface Line {
  readonly chars: readonly string[];
  at: number;
  /** `--set-string`: every value is text. */
  readonly asText: boolean;
}

export interface Part {
  readonly text: string;
  /** The character that ended it; undefined at the end of the line. */
  readonly stop: string | undefined;
}

/** What stands before the next of the stops; `\` takes the character after it as it is. */
export function readUntil(line: Line, stops: string): Part {
  const text: string[] = [];
  for (;;) {
    let char = line.chars[line.at++];
    if (char !== undefined && stops.includes(char)) return { text: text.join(''), stop: char };
    if (char === '\\') char = line.chars[line.at++];
    if (char === undefined) return { text: text.join(''), stop: undefined };
    text.push(char);
  }
}

const int64 = 2n ** 63n;

/** A list index up to its `]`. */
export function readIndex(line: Line): number {
  const { text, stop } = readUntil(line, ']');
  if (stop === undefined) throw new EndOfLine();
  const isInteger = /^[+-]?[0-9]+$/.test(text);
  const value = isInteger ? BigInt(text.replace(/^\+/, '')) : 0n;
  if (isInteger && value >= -int64 && value < int64) return Number(value);
  const why = isInteger ? 'value out of range' : 'invalid syntax';
  throw new StrvalsError(`error parsing index: strconv.Atoi: parsing ${JSON.stringify(text)}: ${why}`);
}

/** A number is an `int64` for Helm, and so a bigint here, while those of YAML are floats. */
export type Scalar = string | bigint | boolean | null;

/** A value up to its comma, or a list in `{}`. */
export function readValue(line: Line): Scalar | Scalar[] {
  if (line.chars[line.at] !== '{') return scalarFrom(readUntil(line, ',').text, line);
  line.at++;
  const list: Scalar[] = [];
  for (;;) {
    const { text, stop } = readUntil(line, ',}');
    if (stop === undefined) throw new StrvalsError("list must terminate with '}'");
    list.push(scalarFrom(text, line));
    if (stop === '}') break;
  }
  if (line.chars[line.at] === ',') line.at++;
  return list;
}

/** An integer starts with no zero, so that `007` stays the text that it is. */
function scalarFrom(text: string, { asText }: Line): Scalar {
  if (asText) return text;
  const word = text.toLowerCase();
  if (word === 'true' || word === 'false') return word === 'true';
  if (word === 'null') return null;
  if (!/^(?:0|[1-9][0-9]*|[+-][0-9]+)$/.test(text)) return text;
  const value = BigInt(text.replace(/^\+/, ''));
  return value >= -int64 && value < int64 ? value : text;
}
