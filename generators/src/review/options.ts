import { z } from 'zod';
import { RenderOptions } from '../render/options';

/** Nx hands a commit of digits alone over as a number. */
const commit = z.union([z.string().min(1), z.int().transform(String)]);

/** The options of `review`; `schema.json` is printed from this. */
export const ReviewOptions = z.strictObject({
  base: commit
    .optional()
    .meta({ description: 'The commit that a review compares with; else that of NX_BASE', type: 'string' }),
  ...RenderOptions.shape,
});

export type ReviewOptions = z.output<typeof ReviewOptions>;
