import { isBlankOrEnd, isBreak, isPrintable } from './characters';
import { resolvePlain } from './resolve';

export type Style = 'plain' | 'single' | 'double' | 'literal';

/** The ways in which a text may be printed, and whether it has more than one line. */
interface Analysis {
  readonly multiline: boolean;
  readonly plain: boolean;
  readonly single: boolean;
  readonly block: boolean;
}

/** The style that yaml.v2 takes for a string (encode.go and emitterc.go): as plain as it can be. */
export function styleOf(text: string, isKey: boolean): Style {
  if (ordinary.test(text)) return isString(text) ? 'plain' : 'double';
  const { multiline, plain, single, block } = analyze(text);
  if (text.includes('\n')) return block && !isKey ? 'literal' : 'double';
  if (!isString(text) || (isKey && multiline)) return 'double';
  if (plain) return 'plain';
  return single ? 'single' : 'double';
}

export function isMultiline(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (isBreak(text.charCodeAt(at))) return true;
  return false;
}

/** Whether the text, unquoted, would be read as a string. */
function isString(text: string): boolean {
  return resolvePlain(text, 'v2').type === 'str' && !base60.test(text);
}

/** Nothing in it needs a look, character by character. */
const ordinary = /^[A-Za-z][\w./-]*$/;

const base60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;
const starts = ',[]{}&*!|>\'"%@`#';

function analyze(text: string): Analysis {
  const { spaceBreak, breakSpace, special, multiline } = whiteSpaceIn(text);
  const quoted = !breakSpace && !spaceBreak && !special;
  const atEdge = edge.test(text);
  return {
    multiline,
    plain: quoted && !multiline && !atEdge && !hasIndicators(text),
    single: quoted,
    block: !text.endsWith(' ') && !spaceBreak && !special,
  };
}

const edge = /^ | $/;

function whiteSpaceIn(text: string): Record<'spaceBreak' | 'breakSpace' | 'special' | 'multiline', boolean> {
  const found = { spaceBreak: false, breakSpace: false, special: false, multiline: false };
  let last = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (!isPrintable(code)) found.special = true;
    if (code === 0x20 && isBreak(last)) found.breakSpace = true;
    if (isBreak(code)) found.multiline = true;
    if (isBreak(code) && last === 0x20) found.spaceBreak = true;
    last = code;
  }
  return found;
}

/** What YAML would take for something else than text. */
function hasIndicators(text: string): boolean {
  const first = text.charAt(0);
  if (text.startsWith('---') || text.startsWith('...') || (first !== '' && starts.includes(first))) return true;
  if ('?:-'.includes(first) && isBlankOrEnd(codeAfter(text, 0))) return first !== '';
  for (let at = 1; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === ':' && isBlankOrEnd(codeAfter(text, at))) return true;
    if (char === '#' && isBlankOrEnd(text.charCodeAt(at - 1))) return true;
  }
  return false;
}

function codeAfter(text: string, at: number): number {
  return at + 1 < text.length ? text.charCodeAt(at + 1) : 0;
}
