import { z } from 'zod';
import type { Remedies } from '../issue/zod-issues';

const Day = z.string().refine(isDay, 'it must be a day');

/** A slot whose release is suspended for some time: Flux leaves it as it is. */
const Pause = z.strictObject({
  /** The last day of it, such as `2026-12-31`: a review of a later day fails. */
  until: Day,
  /** What it is good for, for whoever reads the record later. */
  why: z.string().min(1),
});

export type Pause = Readonly<z.output<typeof Pause>>;

/** What a record and each of its regions say of slots that are paused, by name. */
export const pausedShape = { paused: z.record(z.string(), Pause).optional() };

const example = "{ 'bp-loki': { until: '2026-12-31', why: 'its volume is moved' } }";

/** What to write into `paused`, by the field below `prefix`, which ends with a dot or is empty. */
export function pausedRemedies(prefix: string): Remedies {
  return {
    [`${prefix}paused`]: `Write pauses by slot, such as ${example}`,
    [`${prefix}paused.*`]: `Write a pause, as in ${example}`,
    [`${prefix}paused.*.until`]: "Write the last day of the pause, such as '2026-12-31'",
    [`${prefix}paused.*.why`]: "Write what it is good for, such as 'its volume is moved'",
  };
}

/** Whether a text is a day of the calendar, as `2026-12-31`. */
export function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
