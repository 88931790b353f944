import { type ExpectedSlot, type Issue, issuesOf, type Result } from '@sovereign-fleet/domain';
import { parseDocument } from 'yaml';
import { z } from 'zod';

const Expected = z.strictObject({
  slots: z.array(z.strictObject({ slot: z.string(), name: z.string(), depends_on: z.array(z.string()) })),
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
  const document = parseDocument(text, { prettyErrors: true });
  const broken = document.errors.map(({ message }) => notYaml(file, message));
  if (broken.length > 0) return { ok: false, issues: broken };
  try {
    const input: unknown = document.toJS();
    const expected = Expected.safeParse(input);
    if (expected.success) return { ok: true, value: expected.data.slots };
    return { ok: false, issues: issuesOf(expected.error, { file, input, remedies }) };
  } catch (error) {
    return { ok: false, issues: [notYaml(file, error instanceof Error ? error.message : 'an alias')] }; // to nowhere
  }
}

function notYaml(file: string, message: string): Issue {
  const value = message.split('\n')[0]?.replace(/:$/, '');
  return { file, field: 'error', value, problem: 'the file is not YAML', remedy: 'Mend the file' };
}
