/**
 * The source of a regular expression for one part of a path, by Go's `filepath.Match`: `*`, `?`, `[a-z]`, `[^a-z]` and
 * `\` before a literal character. Undefined for a pattern that Go refuses, which matches nothing.
 */
export function segmentPattern(pattern: string): string | undefined {
  let source = '';
  for (let rest = pattern; rest !== '';) {
    const [whole, escaped, set] = token.exec(rest) ?? [];
    if (whole === undefined) return undefined;
    source +=
      escaped !== undefined ? literal(escaped) : set !== undefined ? setOf(set) : (wild[whole] ?? literal(whole));
    rest = rest.slice(whole.length);
  }
  return source;
}

const token = /^(?:\\([^])|\[(\^?(?:\\[^]|[^\\\]])+)\]|[^\\[])/u;

const wild: Readonly<Record<string, string>> = { '*': '[^/]*', '?': '[^/]' };

function literal(character: string): string {
  return character.replace(/[\^$\\.*+?()[\]{}|/]/u, '\\$&');
}

function setOf(set: string): string {
  const [, not = '', members = ''] = /^(\^?)([^]*)$/.exec(set) ?? [];
  const escaped = members.replace(/\\([^])|([^\\])/gu, (_, after?: string, plain?: string) => {
    if (plain === '-') return '-';
    return (after ?? plain ?? '').replace(/[\\\]^[-]/, '\\$&');
  });
  return `(?!/)[${not}${escaped}]`;
}
