/** An expression of a substitute in a text. */
export interface Use {
  readonly name: string;
  /** What stands behind `:=` and its like; undefined where there is no default. */
  readonly fallback?: string | undefined;
  /** The expression as it stands, where it is of another form, as `${X^^}`. */
  readonly other?: string | undefined;
}

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
  let at = 0;
  while (at < text.length) {
    if (text.startsWith('$$', at)) {
      literal += '$';
      at += 2;
    } else if (text.startsWith('${', at)) {
      const end = endOf(text, at);
      literals.push(literal);
      literal = '';
      uses.push(useOf(text.slice(at, end)));
      at = end;
    } else {
      literal += text.charAt(at);
      at += 1;
    }
  }
  return { literals: [...literals, literal], uses };
}

/** Behind the brace that closes the expression; expressions stand in defaults, too. */
function endOf(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text.startsWith('${', at)) depth += 1;
    else if (text.charAt(at) === '}') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
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
