import type { Json } from '@sovereign-fleet/domain';
import { z } from 'zod';
import { parseJson } from '@sovereign-fleet/go-text';
import type { ReviewFile } from './format-json';

const text = z.string();
const json: z.ZodType<Json> = z.lazy(() => z.union([z.json(), z.bigint(), z.array(json), z.record(text, json)]));
const sides = { before: json.optional(), after: json.optional() };
const textSides = { before: text.optional(), after: text.optional() };

const finding = z.strictObject({
  rule: text,
  severity: z.enum(['error', 'warning']),
  region: text,
  object: text,
  field: text,
  problem: text,
  remedy: text,
  file: text,
});

const change = z.strictObject({
  kind: z.enum(['added', 'removed', 'changed']),
  id: text,
  object: text,
  fields: z.array(z.strictObject({ path: text, ...sides })),
});

const comparison = z.strictObject({
  region: text,
  state: z.enum(['compared', 'new', 'gone', 'moved', 'not-compared']),
  notCompared: z.array(z.strictObject({ part: text, reason: text })),
  charts: z.array(z.strictObject({ release: text, ...textSides })),
  images: z.array(z.strictObject({ object: text, ...textSides })),
  changes: z.array(change),
  kept: z.array(z.strictObject({ id: text, object: text, reason: text })),
});

const count = z.int().nonnegative();

const kit = z.strictObject({
  name: text,
  makesVclusters: z.boolean(),
  untyped: z.strictObject({ objects: count, fields: count }),
});

const review = z.strictObject({
  name: text,
  fqdn: text,
  kit,
  regions: z.array(text),
  standIns: z.array(text),
  programs: z.array(text).optional(),
  subtree: text.optional(),
  base: z.strictObject({ named: text, commit: text }).optional(),
  baseNote: text.optional(),
  findings: z.array(finding),
  comparison: z.array(comparison).optional(),
});

const reviewFile = z.strictObject({ version: z.literal(1), reviews: z.array(review) });

/** What `formatJson` printed. It is checked whole, since the file may come from anybody's pull request. Throws. */
export function parseReviewFile(file: string, content: string): ReviewFile {
  const problem = `${file} is no review of version 1`;
  const remedy = 'Bring the branch of the pull request up to its base and run the review again';
  let json: unknown;
  try {
    json = parseJson(content);
  } catch (cause) {
    throw new Error(`${problem}: it is not JSON. ${remedy}.`, { cause });
  }
  const { success, error } = reviewFile.safeParse(json);
  if (!success) {
    const where = error.issues.map(({ path }) => path.join('.') || 'the file')[0] ?? '';
    throw new Error(`${problem}: ${where.slice(0, 200)} is not as it should be. ${remedy}.`);
  }
  // As it was checked. What zod gives back is without the keys that are named __proto__.
  return json as ReviewFile;
}
