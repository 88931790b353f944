/** A keyed hash: equal for equal texts, and it does not tell what the text was. */
export type Fingerprint = (text: string) => string;

/** The pattern of a fingerprint in a text. */
export const fingerprintPattern = 'hmac-sha256:[0-9a-f]{16,64}';

/**
 * A fingerprint has a seal as long as it is within the renderer: it may come by a chart's render, a cache and kustomize
 * before all is hidden once more. Who writes a tree sees fingerprints in reports, and no seals. So what stands in a
 * tree in the shape of a fingerprint has none, and is hidden like a secret: it could stand for one that it is not.
 */
export interface SealedMarks {
  /** The sealed fingerprint of a text. */
  readonly fingerprint: Fingerprint;
  /** Whether a text is a sealed fingerprint and nothing else, or one within `ENC[…]`. */
  readonly isMark: (text: string) => boolean;
  /** Changes a text outside of sealed fingerprints, which stay as they are. */
  readonly mapOutside: (text: string, change: (part: string) => string) => string;
  /** Changes what only has the shape of a fingerprint. */
  readonly mapForged: (text: string, change: (forged: string) => string) => string;
  /** A text without the seals, as it is shown. */
  readonly withoutSeals: (text: string) => string;
}

const mark = `(${fingerprintPattern})(?:\\.([0-9a-f]{16}))?`;
const anyMark = new RegExp(mark, 'g');
const onlyMark = new RegExp(`^(?:ENC\\[)?${mark}\\]?$`);

/** Of no text that begins with this a fingerprint is ever shown. */
const sealing = ' seal ';

/** Seals by the key of these fingerprints. */
export function sealedMarks(fingerprint: Fingerprint): SealedMarks {
  const sealOf = (one: string): string =>
    fingerprint(sealing + one)
      .replace(/^[^:]*:/, '')
      .slice(0, 16);
  const isSealed = (one: string, seal: string | undefined): boolean => seal !== undefined && seal === sealOf(one);
  const mapMarks = (text: string, ours: (all: string, one: string) => string, forged: (all: string) => string) => {
    if (!mayHoldMark(text)) return text;
    return text.replace(anyMark, (all: string, one: string, seal?: string) =>
      isSealed(one, seal) ? ours(all, one) : forged(all),
    );
  };
  return {
    fingerprint: (text) => {
      const one = fingerprint(text);
      return onlyMark.test(one) ? `${one}.${sealOf(one)}` : one;
    },
    isMark: (text) => {
      const [, one = '', seal] = onlyMark.exec(text) ?? [];
      return isSealed(one, seal);
    },
    mapOutside: (text, change) => {
      if (!mayHoldMark(text)) return change(text);
      const ours = [...text.matchAll(anyMark)].filter(([, one = '', seal]) => isSealed(one, seal));
      return mapBetween(text, ours, change);
    },
    mapForged: (text, change) => mapMarks(text, identity, change),
    withoutSeals: (text) => mapMarks(text, (_, one) => one, identity),
  };
}

function mayHoldMark(text: string): boolean {
  return text.includes('hmac-sha256:');
}

function mapBetween(text: string, marks: readonly RegExpMatchArray[], change: (part: string) => string): string {
  let from = 0;
  let all = '';
  for (const { 0: one, index = 0 } of marks) {
    all += change(text.slice(from, index)) + one;
    from = index + one.length;
  }
  return all + change(text.slice(from));
}

function identity(text: string): string {
  return text;
}
