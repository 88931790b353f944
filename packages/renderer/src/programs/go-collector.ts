/**
 * Environment for programs in Go that live for some tens of milliseconds, a tenth of which is garbage collection that
 * the end of the process makes needless: it begins when a process holds this much.
 */
export const lateCollection = { GOGC: 'off', GOMEMLIMIT: '512MiB' } as const;
