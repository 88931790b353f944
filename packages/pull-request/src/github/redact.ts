/** The shapes of GitHub's tokens, JSON Web Tokens, and private keys. */
const shapes = [
  /\bgh[a-z]_[A-Za-z0-9_]{16,}/g,
  /\bgithub_pat_\w{16,}/g,
  /\beyJ[\w-]+\.[\w-]+\.[\w-]+/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*(-----END [A-Z ]*PRIVATE KEY-----)?/g,
];

/** Takes secrets out of a text: those that are known, and all that looks like one. */
export function redact(text: string, secrets: readonly string[]): string {
  const known = secrets
    .filter((secret) => secret !== '')
    .reduce((rest, secret) => rest.replaceAll(secret, '[REDACTED]'), text);
  return shapes.reduce((rest, shape) => rest.replaceAll(shape, '[REDACTED]'), known);
}
