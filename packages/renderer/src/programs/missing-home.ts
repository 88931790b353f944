/**
 * HOME for child processes: a path that does not exist (Debian's policy names it), so they find no files of a person.
 */
export const missingHome = '/nonexistent';
