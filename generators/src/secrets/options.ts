import { z } from 'zod';

/** `secrets` has no options; `schema.json` is printed from this. */
export const SecretsOptions = z.strictObject({});
