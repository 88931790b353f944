import fc from 'fast-check';
import { parseJson, printJson } from '@sovereign-fleet/go-text';
import { review } from '@sovereign-fleet/policy';
import { reportsOf } from './check-reports';
import { editRegion, type RegionEdits, regionEdits } from '../inputs/edited-region';
import type { Kind } from './kind';
import { renderedExample } from './rendered-example';
import { subjectOf } from './review-subject';

interface ReviewInput {
  readonly before: RegionEdits;
  readonly after: RegionEdits;
}

/** Pairs of what was rendered, which policy compares and reports. */
export const reviews: Kind<ReviewInput> = {
  name: 'reviews',
  atOnce: 1,
  inputs: fc.record({ before: regionEdits, after: regionEdits }).map(asRendered),
  open: async () => {
    const { sovereign, rendered } = await renderedExample();
    const withEdits = (edits: RegionEdits) => {
      const [first, ...others] = rendered.regions;
      return { ...rendered, regions: first === undefined ? others : [editRegion(first, edits), ...others] };
    };
    const answerTo = ({ before, after }: ReviewInput): string => {
      const subject = subjectOf(sovereign, withEdits(after));
      return reportsOf([review(subject, { base: { rendered: withEdits(before) } })]).join('\n');
    };
    return { answer: (inputs) => inputs.map(answerTo), close: () => undefined };
  },
};

/**
 * As the renderer has it, which reads all that it gives from text: with numbers that are too large for JavaScript, and
 * without halves of characters.
 */
function asRendered(input: ReviewInput): ReviewInput {
  return parseJson(printJson(input).replaceAll('\\ud800', '\\ufffd')) as ReviewInput; // the same fields
}
