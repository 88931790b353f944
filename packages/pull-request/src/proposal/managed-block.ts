import type { ObjectHash } from '../forge/git-object';
import { blobSha } from '../forge/git-tree';

/**
 * Our part of a pull request's text, between two HTML comments. The text around it belongs to people, and we keep it.
 * The first comment has hashes of the block and of the title as we wrote them. We compare these and never the text,
 * since GitHub changes line breaks. If a person has edited the title, we keep it.
 */
export interface ManagedBlock {
  /** `closed`: we closed the pull request ourselves; it was not declined by a person. */
  readonly kind: 'proposal' | 'closed';
  readonly hash: string;
  readonly titleHash: string;
  readonly before: string;
  readonly after: string;
}

const begin = /^<!-- sovereign-fleet: (proposal|closed) ([0-9a-f]{40}) ([0-9a-f]{40}) -->$/gm;
const end = '<!-- sovereign-fleet: end -->';

export interface BlockText {
  readonly kind: ManagedBlock['kind'];
  readonly title: string;
  readonly text: string;
}

/** Writes a block with its comments. */
export function blockOf({ kind, title, text }: BlockText, hash: ObjectHash): string {
  return `<!-- sovereign-fleet: ${kind} ${blobSha(text, hash)} ${blobSha(title, hash)} -->\n${text}\n${end}`;
}

/** The first whole block of a text; undefined if a person deleted it, or one of its comments. */
export function findBlock(body: string): ManagedBlock | undefined {
  const text = body.replaceAll('\r\n', '\n');
  const endOf = (start: number) => text.indexOf(`\n${end}`, start);
  // A block without an end is not ours any more: the text up to the next one belongs to people.
  const found = [...text.matchAll(begin)].find(({ index }, at, all) => {
    return endOf(index) >= 0 && endOf(index) < (all[at + 1]?.index ?? Infinity);
  });
  const [, kind, hash, titleHash] = found ?? [];
  if (found === undefined || hash === undefined || titleHash === undefined) return undefined;
  return {
    kind: kind === 'closed' ? 'closed' : 'proposal',
    hash,
    titleHash,
    before: text.slice(0, found.index),
    after: text.slice(endOf(found.index) + 1 + end.length),
  };
}

/** Replaces our block in a text, or appends it if there is none. */
export function withBlock(body: string, block: string): string {
  const found = findBlock(body);
  if (found !== undefined) return `${found.before}${block}${found.after}`;
  const kept = body.replaceAll('\r\n', '\n').trimEnd();
  return kept === '' ? block : `${kept}\n\n${block}`;
}

/** How many characters stand around the block, or will once it is there. */
export function lengthAround(body: string): number {
  return withBlock(body, '').length;
}

/** Whether we closed the pull request with this text ourselves. */
export function isClosedByTool(body: string): boolean {
  return findBlock(body)?.kind === 'closed';
}
