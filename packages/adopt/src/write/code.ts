import { type Expression, isExpression, type ModelValue, readExpression } from '../model/expression';

/** A value as TypeScript, on one line; a formatter parts it. */
export function codeOf(value: ModelValue): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'object') return Object.is(value, -0) ? '0' : JSON.stringify(value);
  if (isExpression(value)) return codeOfExpression(value);
  if (Array.isArray(value)) return `[${(value as readonly ModelValue[]).map(codeOf).join(', ')}]`;
  return codeOfMap(value as Readonly<Record<string, ModelValue | undefined>>);
}

/** Keys without a value are left out. */
function codeOfMap(map: Readonly<Record<string, ModelValue | undefined>>): string {
  const entries = Object.entries(map).flatMap(([key, value]) =>
    value === undefined ? [] : [`${keyOf(key)}: ${codeOf(value)}`],
  );
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** A text in quotes of a kind, escaped as JSON escapes it. */
export function quote(text: string, mark = "'"): string {
  const json = JSON.stringify(text).slice(1, -1);
  const inner = mark === '"' ? json : json.replaceAll('\\"', '"').replaceAll(mark, `\\${mark}`);
  return mark + inner.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029') + mark;
}

function keyOf(key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) ? key : quote(key);
}

function codeOfExpression(expression: Expression): string {
  const what = readExpression(expression);
  if (what.kind === 'drop') return 'drop()';
  if (what.kind === 'use') return `use(${quote(what.name)})`;
  const parts = what.literals.map((literal, index) => {
    const name = what.names[index];
    return templateText(literal) + (name === undefined ? '' : `\${${quote(name)}}`);
  });
  return `text\`${parts.join('')}\``;
}

/** Text between backticks as it is read: `text` gets its cooked strings. */
function templateText(text: string): string {
  return JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll('`', '\\`').replaceAll('${', '\\${');
}
