import type { Issue } from '@sovereign-fleet/domain';

interface Reason {
  readonly problem: string;
  readonly remedy: string;
}

const full = { problem: 'the disk is full', remedy: 'Free some space on it' };
const forbidden = { problem: 'you may not write there', remedy: 'Let yourself write to it and to its folder' };
const inTheWay = {
  problem: 'a file or a link is where a folder belongs, or a folder or a link where a file does',
  remedy: 'Move away what is there',
};

/** What Node's error codes mean to somebody who writes a file. */
const reasons: Readonly<Record<string, Reason>> = {
  ENOSPC: full,
  EDQUOT: { ...full, problem: 'your quota of the disk is used up' },
  EFBIG: { problem: 'the disk takes no file of this size', remedy: 'Write to another disk' },
  EACCES: forbidden,
  EPERM: forbidden,
  EROFS: { problem: 'the disk can only be read', remedy: 'Mount it so that it can be written' },
  ENOTDIR: inTheWay,
  EISDIR: inTheWay,
  EEXIST: inTheWay,
  ELOOP: inTheWay,
  EXDEV: { problem: 'it is on another disk than the folder that it is in', remedy: 'Put both on one disk' },
  ENAMETOOLONG: { problem: 'its name is too long for the disk', remedy: 'Choose shorter names' },
};

/** Another command made a file since this one began, which has not seen it. */
export class WrittenMeanwhile extends Error {}

/** Why a file could not be written or removed, for the person at the command. */
export function issueOfWrite(file: string, error: unknown): Issue {
  if (error instanceof WrittenMeanwhile) {
    const problem = 'another command has written it since this one began';
    return { file, field: 'file', value: 'there', problem, remedy: 'Run the command again' };
  }
  const value = codeOf(error) ?? (error instanceof Error ? error.message : String(error));
  const { problem, remedy } = reasons[value] ?? { problem: 'it cannot be written', remedy: 'Mend that' };
  return { file, field: 'error', value, problem, remedy: `${remedy}, and run the command again` };
}

/** The code of an error of the file system, such as `ENOSPC`. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
