import * as numbers from './style-limits.json';

/**
 * What STYLE.md (sections 2 and 8) allows; `npm run house` prints what is above it. Above `fileLines` a file is worth a
 * look, and nothing fails for it. ESLint reads the same numbers.
 */
export const limits: Readonly<typeof numbers> = numbers;

/** Names of folders whose files are rows of data, which grow with the product and are not counted. */
export const rowFolders: readonly string[] = ['rules', 'kits'];

/**
 * Names of functions that look like a participle or a preposition and are the right word, each with the reason. Keep it
 * short: most participles become plain with a verb or a noun in front (STYLE.md, section 7).
 */
export const allowedBareNames: Readonly<Record<string, string>> = {};
