/** What the templates of a chart ask the cluster for (Helm: Capabilities.APIVersions). */
export interface AskedApis {
  /** Written out in `.Capabilities.APIVersions.Has "…"`. */
  readonly names: readonly string[];
  /** Whether they may ask for others too, as by a name that they put together. */
  readonly others: boolean;
}

export const noneAsked: AskedApis = { names: [], others: false };

const asks =
  /\bhas\s+(?:"([^"]*)"|`([^`]*)`)\s+[$.][\w.]*APIVersions|\bAPIVersions(?:\.Has\s+(?:"([^"]*)"|`([^`]*)`))?/g;
/** Everything that is known of the cluster, handed on as a whole. */
const asWhole = /\.Capabilities\b(?!\.\w)|["`]Capabilities["`]/;

/** What a text asks for. It may be a template, or values, which a chart may use as a template. */
export function apisAskedIn(text: string): AskedApis {
  if (!text.includes('{{') || !/Capabilities|APIVersions/.test(text)) return noneAsked;
  const plain = text.replaceAll('\\"', '"'); // in values the quotes may be in quotes
  const found = [...plain.matchAll(asks)].map((match) => Array.from(match).slice(1).filter(Boolean));
  const names = found.flat();
  return { names: [...new Set(names)].sort(), others: found.some((one) => one.length === 0) || asWhole.test(plain) };
}

/** What one or another text asks for. */
export function allAsked(parts: readonly AskedApis[]): AskedApis {
  const names = new Set(parts.flatMap((part) => part.names));
  return { names: [...names].sort(), others: parts.some(({ others }) => others) };
}

/** Whether nothing is asked. Then it makes no difference what the cluster has. */
export function asksNothing({ names, others }: AskedApis): boolean {
  return names.length === 0 && !others;
}
