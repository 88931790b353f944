/**
 * HOME for child processes: a path that does not exist (Debian's policy names it), so they find no files of a person.
 */
export const missingHome = '/nonexistent';

const noProxy = 'http://127.0.0.1:9';

/** Variables for a program that has nothing to ask for: Go's HTTP goes to a proxy that does not exist. */
export const noWayOut = { HTTP_PROXY: noProxy, HTTPS_PROXY: noProxy } as const;
