import { type ExpectedSlot, issuesOf, type Result } from '@sovereign-fleet/domain';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { missingColons } from './missing-colons';
import { isShallowYaml } from './yaml-depth';
import { issueOfYaml, tooDeep } from './yaml-issue';

const Edge = z.union([z.string(), z.strictObject({ oneOf: z.array(z.string()) })]);

const Expected = z.strictObject({
  slots: z.array(z.strictObject({ slot: z.string(), name: z.string(), depends_on: z.array(Edge) })),
});

const row = 'Write rows such as { slot: "02", name: bp-cert-manager, depends_on: [bp-cilium] }';
const remedies = {
  '': row,
  slots: row,
  'slots[]': row,
  'slots[].slot': 'Write the number in quotes, such as "02"',
  'slots[].name': row,
  'slots[].depends_on': row,
  'slots[].depends_on[]': row,
};

/** The rows of `expected-bootstrap-deps.yaml` from its text, or an Issue a problem. */
export function parseExpectedSlots(file: string, text: string): Result<readonly ExpectedSlot[]> {
  try {
    if (!isShallowYaml(text)) return { ok: false, issues: [issueOfYaml(file, tooDeep)] };
    const document = parseDocument(text, { prettyErrors: true });
    // The parser goes on behind an error, and finds many more that follow from the first.
    const [broken] = document.errors;
    if (broken !== undefined) return { ok: false, issues: [issueOfYaml(file, broken.message, broken.code)] };
    const input: unknown = document.toJS();
    const expected = Expected.safeParse(input);
    if (expected.success) return { ok: true, value: expected.data.slots };
    const colons = missingColons(file, document);
    const source = { file, input, schema: Expected, remedies };
    return { ok: false, issues: colons.length > 0 ? colons : issuesOf(expected.error, source) };
  } catch (error) {
    const message = error instanceof Error ? error.message : 'an alias'; // to nowhere
    return { ok: false, issues: [issueOfYaml(file, message)] };
  }
}
