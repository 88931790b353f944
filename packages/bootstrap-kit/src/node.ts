import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BootstrapKit, type Issue, parseBootstrapKit, type Result } from '@sovereign-fleet/domain';
import { parseExpectedSlots } from './expected-slots';

/** The catalogue: its file on disk, the file as Issues name it, and the name under which it is exported. */
export const kitModule = {
  path: join(__dirname, 'slots.ts'),
  source: 'packages/bootstrap-kit/src/slots.ts',
  name: 'bootstrapKit',
} as const;

const lockPath = join(__dirname, '../expected-bootstrap-deps.yaml');
const lockSource = 'packages/bootstrap-kit/expected-bootstrap-deps.yaml';

/** The catalogue, checked against the reviewed graph as it is on disk, or every Issue in either. */
export function readBootstrapKit(rows: unknown): Result<BootstrapKit> {
  if (!existsSync(lockPath)) return { ok: false, issues: [lockIsGone] };
  const slots = parseExpectedSlots(lockSource, readFileSync(lockPath, 'utf8'));
  if (!slots.ok) return slots;
  return parseBootstrapKit({ source: kitModule.source, rows, lock: { source: lockSource, slots: slots.value } });
}

const lockIsGone: Issue = {
  file: lockSource,
  field: 'reviewed graph',
  value: undefined,
  code: 'missing',
  problem: 'there is no such file',
  remedy: `Restore it, as by "git restore ${lockSource}"`,
};
