/** Shapes of what lets one in: GitHub's tokens, JSON Web Tokens, and keys. */
const shapes = [
  /\bgh[a-z]_[A-Za-z0-9_]{16,}/g,
  /\bgithub_pat_\w{16,}/g,
  /\beyJ[\w-]+\.[\w-]+\.[\w-]+/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[^-]*(-----END [A-Z ]*PRIVATE KEY-----)?/g,
];

/** Takes secrets out of a text: those that are given, wherever they stand in it, and what has the shape of one. */
export function redact(text: string, secrets: readonly string[]): string {
  const known = secrets
    .filter((secret) => secret !== '')
    .reduce((rest, secret) => rest.replaceAll(secret, '[REDACTED]'), text);
  return shapes.reduce((rest, shape) => rest.replaceAll(shape, '[REDACTED]'), known);
}
