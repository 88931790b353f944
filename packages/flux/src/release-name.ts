const longest = 53;

/**
 * The name as helm-controller gives it to Helm, which takes at most 53 characters: of a longer one the first 40 and
 * 12 of its hash (helm-controller: internal/release, ShortenName).
 */
export async function shortenReleaseName(name: string): Promise<string> {
  if (name.length <= longest) return name;
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(name)));
  const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${name.slice(0, 40)}-${hex.slice(0, 12)}`;
}
