import type { ObjectHash } from '../forge/git-object';
import { blobSha } from '../forge/git-tree';

/**
 * The part of a pull request's text that is ours, between two HTML comments. What is around it belongs to people and is
 * kept. The first comment has two hashes, of the block and of the title when we wrote them: the text itself is never
 * compared, since GitHub changes line breaks, and who edits the title keeps it.
 */
export interface ManagedBlock {
  /** `closed`: we closed the pull request ourselves, which is no decision of a person. */
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

/** A block with its comments. */
export function blockOf({ kind, title, text }: BlockText, hash: ObjectHash): string {
  return `<!-- sovereign-fleet: ${kind} ${blobSha(text, hash)} ${blobSha(title, hash)} -->\n${text}\n${end}`;
}

/** The first whole block of a text; undefined where a person took it out, or a comment of it. */
export function findBlock(body: string): ManagedBlock | undefined {
  const text = body.replaceAll('\r\n', '\n');
  const endOf = (start: number) => text.indexOf(`\n${end}`, start);
  // One that lost its end is no block: what is between it and the next one is people's.
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

/** The text with another block in the place of ours, or with it behind where there was none. */
export function withBlock(body: string, block: string): string {
  const found = findBlock(body);
  if (found !== undefined) return `${found.before}${block}${found.after}`;
  const kept = body.replaceAll('\r\n', '\n').trimEnd();
  return kept === '' ? block : `${kept}\n\n${block}`;
}

/** How many characters there are around the block, or will be once it is there. */
export function lengthAround(body: string): number {
  return withBlock(body, '').length;
}

/** Whether we closed it ourselves. */
export function isClosedByTool(body: string): boolean {
  return findBlock(body)?.kind === 'closed';
}
