/**
 * Environment for Go programs that run for some tens of milliseconds. They would spend a tenth of it on collecting
 * garbage that the end of the process frees anyway, so the collector starts only at this limit.
 */
export const lateCollection = { GOGC: 'off', GOMEMLIMIT: '512MiB' } as const;

/**
 * The same for a helm or a kubectl that starts no program of a person. Both read at their start the words of kubectl's
 * help in the language that they are asked for, which is half of that start: 350 KB of English, where this language has
 * seven sentences, all of help (k8s.io/kubectl 0.36: pkg/util/i18n). Whatever else they say is English all the same.
 */
export const quickStart = { ...lateCollection, LANG: 'zh_TW.UTF-8' } as const;
