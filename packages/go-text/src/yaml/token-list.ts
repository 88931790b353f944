import { YamlError } from './failure';
import { scanNext } from './scan';
import { scannerOf, type Token } from './tokens';

/** The tokens of a text, read one after the other. */
export interface TokenList {
  readonly tokens: readonly Token[];
  /** What is wrong with the text behind the last of them, where they do not lead to its end. */
  readonly failure: YamlError | undefined;
  next: number;
}

/** Scans the whole of a text. What is wrong with it is for who reads as far. */
export function tokenList(text: string): TokenList {
  const scanner = scannerOf(text);
  const { tokens } = scanner;
  try {
    while (tokens[scanner.head - 1]?.type !== 'stream-end') scanNext(scanner);
    return { tokens, failure: undefined, next: 0 };
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    const failure: YamlError = error;
    return { tokens: tokens.slice(0, scanner.head), failure, next: 0 };
  }
}

/** The token that is next. Throws a YamlError where the text is wrong before it. */
export function peekToken({ tokens, failure, next }: TokenList): Token {
  const token = tokens[next];
  if (token === undefined) throw failure ?? new YamlError('yaml: no token was found');
  return token;
}

export function nextToken(list: TokenList): Token {
  const token = peekToken(list);
  list.next++;
  return token;
}
