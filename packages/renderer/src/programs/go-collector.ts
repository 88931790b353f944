/**
 * Environment for Go programs that run for some tens of milliseconds. They would spend a tenth of it on collecting
 * garbage that the end of the process frees anyway, so the collector starts only at this limit.
 */
export const lateCollection = { GOGC: 'off', GOMEMLIMIT: '512MiB' } as const;
