import { join } from 'node:path';

/** The folder of the checkout that is tested. */
export const repository = join(__dirname, '../../../..');
