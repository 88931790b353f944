/** The home of who has none, as Debian's policy names it: programs look for a person's files there and write none. */
export const missingHome = '/nonexistent';
