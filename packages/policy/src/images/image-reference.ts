/** The parts of `registry.example.com:5000/a/b:1.2@sha256:…`; a part that is not there is undefined. */
export interface ImageReference {
  readonly host: string | undefined;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/**
 * Reads a reference as container runtimes do (distribution's reference grammar): the first part is a host when it has
 * a dot or a port, or is `localhost`; the tag is behind the last colon of the last part. Whatever the text is, it
 * returns.
 */
export function parseImage(text: string): ImageReference {
  const at = text.indexOf('@');
  const digest = at < 0 ? undefined : text.slice(at + 1);
  const name = at < 0 ? text : text.slice(0, at);
  const parts = name.split('/');
  const [first = ''] = parts;
  const last = parts.at(-1) ?? '';
  const colon = last.indexOf(':');
  const isHost = parts.length > 1 && (/[.:]/.test(first) || first === 'localhost');
  return { host: isHost ? first : undefined, tag: colon < 0 ? undefined : last.slice(colon + 1), digest };
}

/** The last part of its name, without tag and digest: `etcd` of `quay.io/coreos/etcd:v3.5`. */
export function imageName(text: string): string {
  const [name = ''] = text.split('@');
  return (name.split('/').at(-1) ?? '').replace(/:.*$/, '');
}

const host = /^[A-Za-z0-9][A-Za-z0-9.-]*(:\d+)?$/;
const pathPart = /^[a-z0-9]+([._-]+[a-z0-9]+)*$/;
const picture = /\.(gif|ico|jpe?g|png|svg|webp)$/i;

/**
 * Whether a text of which nothing else says so can be a reference, by distribution's grammar: it names a host, a tag
 * or a digest, since otherwise any word would be one. An empty tag is let through where there is a host, for a rule to
 * see.
 */
export function isReference(text: string): boolean {
  if (text.length > 512 || picture.test(text)) return false;
  const { host: ownHost, tag, digest } = parseImage(text);
  const [name = ''] = text.split('@');
  const path = (tag === undefined ? name : name.slice(0, -tag.length - 1)).split('/');
  if (ownHost !== undefined && !host.test(path.shift() ?? '')) return false;
  const isTag = tag === undefined || /^\w[\w.-]{0,127}$/.test(tag) || (tag === '' && ownHost !== undefined);
  const isDigest = digest === undefined || /^[a-z0-9]+:[0-9a-f]{32,}$/i.test(digest);
  const isCertain = ownHost !== undefined || (tag ?? '') !== '' || digest !== undefined;
  return isCertain && isTag && isDigest && path.every((part) => pathPart.test(part));
}

/** Whether it is one beyond doubt, whatever it is called: a host with a dot, a path, and a tag or a digest. */
export function isWholeReference(text: string): boolean {
  const { host: ownHost = '', tag = '', digest = '' } = parseImage(text);
  return ownHost.includes('.') && tag + digest !== '' && isReference(text);
}
