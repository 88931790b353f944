/** The parts of `registry.example.com:5000/a/b:1.2@sha256:…`; a part that is not there is undefined. */
export interface ImageReference {
  readonly host: string | undefined;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/**
 * Reads a reference as container runtimes do (distribution's reference grammar): the first part is a host when it has a
 * dot or a port, or is `localhost`; the tag is behind the last colon of the last part. Whatever the text is, it returns.
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
