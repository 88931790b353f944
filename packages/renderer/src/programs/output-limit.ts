/** What a program may write: all objects of a region in one text are a few MiB. */
export const outputLimitMiB = 64;

/** What all programs of a render may write, whose output is held in memory. */
export const renderOutputLimitMiB = 256;

export const mebibyte = 1024 * 1024;
