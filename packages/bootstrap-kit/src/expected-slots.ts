import { type ExpectedSlot, fieldOf, type Result } from '@sovereign-fleet/domain';
import { parseDocument, type YAMLParseError } from 'yaml';
import { z } from 'zod';

const Expected = z.strictObject({
  slots: z.array(z.strictObject({ slot: z.string(), name: z.string(), depends_on: z.array(z.string()) })),
});

/** The rows of `expected-bootstrap-deps.yaml` from its text, or an Issue a problem. */
export function parseExpectedSlots(file: string, text: string): Result<readonly ExpectedSlot[]> {
  const document = parseDocument(text);
  if (document.errors.length > 0) {
    return { ok: false, issues: document.errors.map((error) => ({ file, ...notYaml(error) })) };
  }
  const expected = Expected.safeParse(document.toJS());
  if (expected.success) return { ok: true, value: expected.data.slots };
  const remedy = 'Write rows such as { slot: "02", name: bp-cert-manager, depends_on: [bp-cilium] }';
  const issues = expected.error.issues.map(({ path, message }) => ({
    file,
    field: fieldOf(['slots', ...path.slice(1)]),
    value: document.getIn(path),
    problem: message,
    remedy,
  }));
  return { ok: false, issues };
}

function notYaml({ linePos, message }: Pick<YAMLParseError, 'linePos' | 'message'>) {
  const field = `line ${linePos?.[0].line ?? 1}`;
  return { field, value: undefined, problem: message.split('\n')[0] ?? '', remedy: 'Mend the YAML' };
}
