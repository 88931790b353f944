import { z } from 'zod';
import { ReviewOptions } from '../review/options';

/** The options of both targets; `schema.json` is printed from this. Each refuses what is not its own. */
export const RenderReviewOptions = z.object({
  step: z.enum(['render', 'review']).meta({ description: 'Which of the two the target is; the plugin says it' }),
  ...ReviewOptions.shape,
});
