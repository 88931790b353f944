/** What Helm's words on a failed pull mean. Helm has no codes, so its words are read here and nowhere else. */
export type PullFailure =
  | { readonly code: 'helper-missing'; readonly helper: string }
  | { readonly code: 'credentials-refused' }
  | { readonly code: 'version-absent' }
  | { readonly code: 'chart-absent' }
  | { readonly code: 'chart-invalid' };

/** A registry or a repository asks for credentials. */
const refusalWords = /basic credential not found|status code 40[13]\b|: 40[13] |unauthorized|\bdenied\b|forbidden/i;
const damagedConfigWords = 'failed to decode config file';
/** A proxy refuses us. A login at the registry does not help. */
const proxyWords = 'proxyconnect';

/** The source answered, and has no such version or digest (helm 4.1: pkg/repo, pkg/registry; oras). */
const versionWords = new RegExp(
  [
    '^chart ".*" (version ".*"|matching .*) not found in ',
    'could not locate a version matching',
    '"FetchReference" on source: [^ ]+: not found$',
  ].join('|'),
);

/** The chart is not there, not allowed, or not reachable (helm 4.1: pkg/downloader, pkg/registry; Go: net). */
const absenceWords = new RegExp(
  [
    'not found|could not locate|cannot be reached|failed to fetch|failed to do request|failed to resolve credential',
    'status code [45]\\d\\d|unauthorized|denied|forbidden',
    'dial tcp|no such host|connection re|unreachable|timeout|proxyconnect|tls: |x509: |unexpected EOF|: EOF$',
  ].join('|'),
  'i',
);

/** `chart-invalid` is for a chart that is there and wrong, such as one with bytes that do not match its digest. */
export function pullFailureOf(words: string): PullFailure {
  const helper = /exec: "?(docker-credential-[^\s":]+)/.exec(words)?.[1];
  if (helper !== undefined) return { code: 'helper-missing', helper };
  const isRefused = refusalWords.test(words) || words.includes(damagedConfigWords);
  if (isRefused && !words.includes(proxyWords)) return { code: 'credentials-refused' };
  if (versionWords.test(words)) return { code: 'version-absent' };
  return { code: absenceWords.test(words) ? 'chart-absent' : 'chart-invalid' };
}

/** What Helm said, without warnings, credentials, and advice that does not fit here. */
export function cleanWords(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const said = lines.filter((line) => !/^(level=|WARNING: )/.test(line));
  return (said.length > 0 ? said : lines)
    .join('\n')
    .replace(/^Error: /, '')
    .replace(/\.? \(try 'helm repo update'\)/, '')
    .replace(/[^\s"]+/g, withoutQuery)
    .replace(/\/\/[^/\s"]*@/g, '//…@')
    .replace(/\b(Basic|Bearer) [\w+/=.~-]{8,}/g, '$1 …');
}

function withoutQuery(word: string): string {
  const query = word.indexOf('?', word.indexOf('://'));
  return word.includes('://') && query >= 0 ? `${word.slice(0, query + 1)}…` : word;
}
