import { explainRegion, type Question } from '@sovereign-fleet/compiler';
import { findKit, type Result } from '@sovereign-fleet/domain';
import { recordReaderAt } from '../specs/read-fleet';
import { answerText } from './answer-text';

/** A Sovereign of the workspace below `root`, and how Issues name the command. */
export interface ExplainedSovereign {
  readonly root: string;
  readonly name: string;
  readonly command: string;
}

/** Where something of a region comes from, as a text, or every Issue in the specs or in the question. */
export function explainSovereign(question: Question, { root, name, command }: ExplainedSovereign): Result<string> {
  const records = recordReaderAt(root, [name]);
  const sovereign = records.readSovereign(name);
  if (!sovereign.ok) return sovereign;
  const shared = records.readShared();
  if (!shared.ok) return shared;
  const { fleet, kits } = shared.value;
  const found = findKit(sovereign.value, kits);
  if (!found.ok) return found;
  const kit = found.value;
  const answer = explainRegion(question, { sovereign: sovereign.value, fleet, kit }, command);
  if (!answer.ok) return answer;
  return { ok: true, value: answerText(answer.value, { root, kit, where: `${answer.value.region} of ${name}` }) };
}
