import { join } from 'node:path';

/** The checkout that the benchmark is in. */
export const repository = join(__dirname, '../../../..');

/** Text by path from the root of a workspace. */
export type Files = Readonly<Record<string, string>>;
