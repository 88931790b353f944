import { z } from 'zod';

/** `cloud-init` and `cloud-init-plain` have no options; `schema.json` is printed from this. */
export const CloudInitOptions = z.strictObject({});
