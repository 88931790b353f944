import { join } from 'node:path';

/** The checkout that the benchmark is in. */
export const repository = join(__dirname, '../../../..');
