/** What STYLE.md (sections 2 and 8) allows; `npm run house` prints what is above it. */
export const limits = {
  filesInFolder: 25,
  importDepth: 10,
  lineLength: 120,
  functionLines: 40,
  /** Above it a file is worth a look. Nothing fails for it. */
  fileLines: 250,
} as const;

/** Names of folders whose files are rows of data, which grow with the product and are not counted. */
export const rowFolders: readonly string[] = ['rules', 'kits'];

/**
 * Names of functions that look like a participle or a preposition and are the right word, each with the reason. Keep it
 * short: most participles become plain with a verb or a noun in front (STYLE.md, section 7).
 */
export const allowedBareNames: Readonly<Record<string, string>> = {};
