/**
 * The source of a pattern, without groups that capture, that finds a text however simple programs write it: as it is, in
 * lower or upper case (with the flag `i`), with backslashes, `\u0022`, `%22`, `&#34;` or `&quot;` in place of signs, with
 * other white space or none (Flux takes line ends out of variables).
 */
export function patternOf(text: string): string {
  return (text.match(/\s+|\\+|"+|'+|[^]/gu) ?? []).map(patternOfPart).join('');
}

const space = '(?:\\s|\\\\+[nrt]|\\\\+u00(?:0[9ad]|20)|\\+|%(?:25)*(?:0[9ad]|20)|&#(?:9|10|13|32|x9|xa|xd|x20);)*';

/** Runs are one part, so that no part can match what its neighbour matches too and a search takes linear time. */
function patternOfPart(part: string): string {
  if (/[A-Za-z0-9]/.test(part)) return part;
  if (/\s/.test(part)) return space;
  if (part.startsWith('\\')) return '\\\\*'; // taken away, or doubled any number of times
  const quotes = /^["']/.test(part) ? part.length : 0;
  // In YAML a quote is doubled, in a shell it is put between two others.
  return quotes === 0 ? patternOfSign(part) : `${patternOfSign(part.charAt(0))}{${quotes},${3 * quotes}}`;
}

const names: Readonly<Record<string, string>> = { '"': 'quot', "'": 'apos', '&': 'amp', '<': 'lt', '>': 'gt' };

function patternOfSign(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  const entities = [`#0*${code}`, `#x0*${hex(code, 1)}`, ...(Object.hasOwn(names, sign) ? [names[sign]] : [])];
  const forms = [
    `\\\\*${sign.replace(/[.*+?^${}()|[\]\\/-]/, '\\$&')}`,
    Array.from(new TextEncoder().encode(sign), (byte) => `%(?:25)*${hex(byte, 2)}`).join(''),
    Array.from({ length: sign.length }, (_, at) => `\\\\+u${hex(sign.charCodeAt(at), 4)}`).join(''),
    `&(?:amp;)*(?:${entities.join('|')});`,
  ];
  return `(?:${forms.join('|')})`;
}

function hex(code: number, length: number): string {
  return code.toString(16).padStart(length, '0');
}
