/** Stands for a value that a chart makes anew each time. Two renders are equal in it, so it is not compared. */
export const unsteadyText = '(not the same twice)';

/** The same for a key: a cluster takes it for a key of data, of a label and of an annotation. */
export const unsteadyKey = 'not-the-same-twice';

const names = [
  'rand(?:Alpha|AlphaNum|Numeric|Ascii|Bytes|Int)',
  'gen(?:PrivateKey|CA|SelfSignedCert|SignedCert)\\w*',
  'uuidv4|now|ago|date\\w*|htmlDate\\w*|htpasswd|bcrypt|encryptAES|shuffle',
  '(?:to|mustTo|must_?)[dD]ate\\w*|durationRound',
];
/** A field or a variable with such a name is no function. */
const functions = new RegExp(`(?<![\\w.$])(?:${names.join('|')})\\b`);
const comment = /^-?\s*\/\*/;

/**
 * Whether a template, or a value that may be one, has a function whose answer changes (Helm: engine, sprig). Reads the
 * text once, whatever it is; where braces are within a quoted text it rather finds too much.
 */
export function mayBeUnsteady(text: string): boolean {
  return text.split('{{').some((part, at) => at > 0 && !comment.test(part) && functions.test(actionOf(part)));
}

function actionOf(part: string): string {
  const end = part.lastIndexOf('}}');
  return end < 0 ? part : part.slice(0, end);
}
