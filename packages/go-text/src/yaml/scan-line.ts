import { append, columnOf, inFlow, removeKey, roll, type Scanner, skipLine } from './tokens';

const simpleLine = /([A-Za-z_][\w./-]{0,200}):(?: ([\w/](?:[\w./@+=-]|:(?=[\w/]))*))?\n/y;
/** What begins the line after it, where it can begin no further line of a scalar that is not further left. */
const indent = / *(?=[^ \t\r\n\u0085\u2028\u2029])/y;

/**
 * Reads `key: value` or `key:` on a line where nothing in it needs a second look, in one step; most lines of what
 * kustomize and Helm print are such. Gives whether it did: what it leaves, the other functions read, with the same
 * tokens.
 */
export function fetchSimpleLine(scanner: Scanner): boolean {
  if (!scanner.keyAllowed || inFlow(scanner)) return false;
  simpleLine.lastIndex = scanner.at;
  const [whole = '', key = '', value] = simpleLine.exec(scanner.text) ?? [];
  const end = scanner.at + whole.length;
  if (whole === '' || (value !== undefined && !endsAt(scanner, end))) return false;
  removeKey(scanner);
  roll(scanner, columnOf(scanner), { type: 'block-mapping' });
  append(scanner, 'key');
  appendPlain(scanner, key);
  append(scanner, 'value');
  if (value !== undefined) appendPlain(scanner, value);
  scanner.at = end - 1;
  skipLine(scanner);
  return true;
}

/** Whether a scalar that ends before this line goes no further: the line is not blank, and not further right. */
function endsAt(scanner: Scanner, line: number): boolean {
  indent.lastIndex = line;
  const found = indent.exec(scanner.text);
  return found !== null && found[0].length <= columnOf(scanner);
}

function appendPlain({ tokens, line }: Scanner, text: string): void {
  tokens.push({ type: 'scalar', line, text, plain: true });
}
