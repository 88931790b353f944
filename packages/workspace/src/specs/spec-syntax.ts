import { specFqdn } from './spec-fqdn';
import { importsIn, parseSource } from '../loading/typescript-source';

/** What Nx's plugin asks of the text of a file, and keeps as long as the text stays. */
export interface SpecSyntax {
  /** What it imports, as it is written. */
  readonly specifiers: readonly string[];
  /** Of a spec, where it says one as a string. */
  readonly fqdn?: string | undefined;
}

export function specSyntax(file: string, text: string): SpecSyntax {
  const source = parseSource(file, text);
  return { specifiers: importsIn(source).map(({ specifier }) => specifier), fqdn: specFqdn(source) };
}
