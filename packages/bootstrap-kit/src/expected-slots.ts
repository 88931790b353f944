import { type ExpectedSlot, type Issue, type Result } from '@sovereign-fleet/domain';
import { parseDocument } from 'yaml';
import { z } from 'zod';

const Expected = z.strictObject({
  slots: z.array(z.strictObject({ slot: z.string(), name: z.string(), depends_on: z.array(z.string()) })),
});

/** The rows of `expected-bootstrap-deps.yaml` from its text, or an Issue a problem. */
export function parseExpectedSlots(file: string, text: string): Result<readonly ExpectedSlot[]> {
  const document = parseDocument(text);
  const broken = document.errors.map((error) =>
    issue(file, `line ${error.linePos?.[0].line ?? 1}`, error.message.split('\n')[0] ?? '', 'Write YAML'),
  );
  if (broken.length > 0) return { ok: false, issues: broken };
  const expected = Expected.safeParse(document.toJS());
  if (expected.success) return { ok: true, value: expected.data.slots };
  const remedy = 'Write rows such as { slot: "02", name: bp-cert-manager, depends_on: [bp-cilium] }';
  return {
    ok: false,
    issues: expected.error.issues.map(({ path, message }) => issue(file, path.join('.') || 'slots', message, remedy)),
  };
}

function issue(file: string, field: string, problem: string, remedy: string): Issue {
  return { file, field, value: undefined, problem, remedy };
}
