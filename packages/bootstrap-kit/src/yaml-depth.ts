import { type CST, Parser } from 'yaml';

/** A schema of a CRD has some forty levels. What is far deeper can be read, and not be printed. */
const deepest = 200;

/**
 * Whether a text has no more levels than whoever walks through it can take. It is asked before the text is composed:
 * `yaml` calls itself for each level, and V8 ends the process where it needs a pattern at the end of its stack.
 */
export function isShallowYaml(text: string): boolean {
  let level: readonly CST.Token[] = [...new Parser().parse(text)];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return false;
    level = level.flatMap(tokensIn);
  }
  return true;
}

function tokensIn(token: CST.Token): readonly CST.Token[] {
  if (token.type === 'document') return token.value === undefined ? [] : [token.value];
  if (!('items' in token)) return [];
  return token.items.flatMap(({ key, value }) => [key, value].filter((one) => one !== null && one !== undefined));
}
