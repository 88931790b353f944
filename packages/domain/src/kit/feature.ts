import { z } from 'zod';
import type { Remedies } from '../issue/zod-issues';

/** Something that a Sovereign can have or not, by its name in the kit. */
const FeatureShape = z.strictObject({
  /** Whether it is on where no layer says anything. */
  default: z.boolean(),
  /** What it is, as a person reads it who has to choose. */
  description: z.string().min(1),
});

export const FeaturesShape = z.record(
  z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'it must be a name of letters and digits'),
  FeatureShape,
);

export type FeatureDeclarations = Readonly<Record<string, Readonly<z.output<typeof FeatureShape>>>>;

const example = "Write { observability: { default: true, description: 'metrics, logs and dashboards' } }";

export const featureRemedies: Remedies = {
  features: example,
  'features.*': example,
  'features.*.default': 'Write true or false',
  'features.*.description': 'Write what the feature is',
};
