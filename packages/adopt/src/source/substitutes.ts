import type { Use } from '../model/recognised';

/** A text in its literal parts, one more than there are uses; `$$` of the source is `$` here. */
export interface SplitText {
  readonly literals: readonly string[];
  readonly uses: readonly Use[];
}

/** Splits a text at its substitutes as Flux's envsubst reads them. */
export function splitText(text: string): SplitText {
  const literals: string[] = [];
  const uses: Use[] = [];
  let literal = '';
  for (let at = 0; at < text.length;) {
    const part = partAt(text, at);
    at += part.length;
    if (part.startsWith('${')) {
      literals.push(literal);
      literal = '';
      uses.push(useOf(part));
    } else literal += part === '$$' ? '$' : part;
  }
  return { literals: [...literals, literal], uses };
}

/** Whether a key of a map has a substitute. */
export function hasUseInKey(map: object): boolean {
  return Object.keys(map).some((key) => splitText(key).uses.length > 0);
}

/** An expression up to the brace that closes it (others may stand in its default), an escape, or one character. */
function partAt(text: string, start: number): string {
  if (text.startsWith('$$', start)) return '$$';
  if (!text.startsWith('${', start)) return text.charAt(start);
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text.startsWith('${', at)) depth += 1;
    if (text.charAt(at) === '}') depth -= 1;
    if (depth === 0 && at > start) return text.slice(start, at + 1);
  }
  return text.slice(start);
}

// For Flux all of these are one: the words are taken where the value is empty or not set.
const form = /^\$\{([\p{L}\p{Nd}_]+)(?:(?::[-=?+]|=)([^$]*))?\}$/su;

function useOf(expression: string): Use {
  const [, name, fallback] = form.exec(expression) ?? [];
  if (name === undefined) return { name: /[\p{L}\p{Nd}_]+/u.exec(expression)?.[0] ?? '', other: expression };
  return { name, fallback };
}

/** The one use that is all of a text; undefined for another text. */
export function wholeUse({ literals, uses }: SplitText): Use | undefined {
  return uses.length === 1 && literals.every((literal) => literal === '') ? uses[0] : undefined;
}
