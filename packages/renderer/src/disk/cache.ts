import { temporaryFolder } from './temporary-folder';

/** A folder in which is kept what the next run can use. Its disk may be full, or take no writes at all. */
export interface Cache {
  /** What is kept is read from here. */
  readonly folder: string;
  /** Writes into the folder; where that fails, into one that is there for this run alone. */
  readonly write: <T>(work: (folder: string) => Promise<T>) => Promise<T>;
  /** Remembers why something could not be kept. */
  readonly lose: (error: unknown) => void;
  /** What is to be said of it: nothing where all was kept. */
  readonly notes: () => readonly string[];
}

/** No run fails for what it cannot keep. One that cannot write anywhere throws why. */
export function cacheIn(folder: string): Cache {
  let reason: string | undefined;
  let spare: string | undefined;
  const lose = (error: unknown): void => {
    reason ??= isOfDisk(error) ? error.message : String(error);
  };
  return {
    folder,
    lose,
    write: async (work) => {
      try {
        return await work(folder);
      } catch (error) {
        if (!isOfDisk(error)) throw error;
        lose(error);
        spare ??= temporaryFolder('sovereign-fleet-cache-').path; // the end of this process removes it
        return work(spare);
      }
    },
    notes: () => (reason === undefined ? [] : [noteOf(reason)]),
  };
}

/** What a person reads of what a run could not keep. */
function noteOf(reason: string): string {
  return `the cache cannot be written, so what is new in this run is not kept: ${reason}`;
}

/** What Node says of a disk that does not take something. Errors of a network have other codes. */
const full = ['ENOSPC', 'EDQUOT', 'EFBIG'];
const inTheWay = ['ENOENT', 'ENOTDIR', 'EISDIR', 'EEXIST', 'ENOTEMPTY', 'ELOOP', 'ENAMETOOLONG', 'EXDEV'];
const ofDisks = [...full, ...inTheWay, 'EROFS', 'EACCES', 'EPERM', 'EIO'];

export function isOfDisk(error: unknown): error is Error {
  return typeof error === 'object' && error !== null && 'code' in error && ofDisks.includes(String(error.code));
}
