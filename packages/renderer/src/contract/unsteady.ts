/** Stands for a value that a chart makes anew each time. Two renders are equal in it, so it is not compared. */
export const unsteadyText = '(not the same twice)';

const names = [
  'rand(?:Alpha|AlphaNum|Numeric|Ascii|Bytes|Int)',
  'gen(?:PrivateKey|CA|SelfSignedCert|SignedCert)\\w*',
  'uuidv4|now|ago|date\\w*|htmlDate\\w*|htpasswd|bcrypt|encryptAES|shuffle',
];
const functions = new RegExp(`\\{\\{[^}]*\\b(?:${names.join('|')})\\b`);

/** Whether a template, or a value that may be one, has a function whose answer changes (Helm: engine, sprig). */
export function mayBeUnsteady(text: string): boolean {
  return text.includes('{{') && functions.test(text.replace(/\{\{-?\s*\/\*[^]*?\*\/\s*-?\}\}/g, ''));
}
