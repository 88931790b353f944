import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { secretHider } from '@sovereign-fleet/renderer';
import { readTree } from '@sovereign-fleet/renderer/node';
import { type Json, outputFolder, sovereignsFolder } from '@sovereign-fleet/domain';
import { parseAllDocuments } from 'yaml';
import { repository } from '../fleet/repository';
import { demand, medianCpu, takeInTurn } from '../results/repetitions';
import { type Row, verdict } from '../results/table';

const leastSpeed = 20;
const secretCount = 200;

/** Row 13: hiding what 200 Secrets hold in every object of our trees, beside reading the same objects as YAML. */
export function secretsRow(): Row {
  const tree = readTree(join(repository, outputFolder), sovereignsFolder);
  if (!tree.ok) throw new Error(tree.reason);
  const texts = [...tree.value.files.values()];
  const mebibytes = texts.reduce((sum, text) => sum + text.length, 0) / 2 ** 20;
  const objects = texts.flatMap(objectsIn);
  const secrets = Array.from({ length: secretCount }, (_, at) => createHash('sha256').update(String(at)).digest('hex'));
  const samples = takeInTurn(7, {
    hide: () => measureCpu(() => secretHider(secrets, (text) => text).value(objects)),
    read: () => measureCpu(() => texts.flatMap(objectsIn)),
  });
  demand(
    secretHider(secrets, () => 'x')
      .value(secrets)
      .join('') === 'x'.repeat(secretCount),
    'Secrets are hidden',
  );
  const [ours, reference] = [medianCpu(samples.hide), medianCpu(samples.read)];
  const speed = mebibytes / (ours / 1000);
  return {
    number: '13',
    claim: `CPU: hide what ${secretCount} Secrets hold in ${mebibytes.toFixed(1)} MiB of objects / read them as YAML`,
    ours: `${ours.toFixed(0)} ms, ${speed.toFixed(0)} MiB/s`,
    reference: `${reference.toFixed(0)} ms`,
    result: `${(ours / reference).toFixed(2)} x`,
    bound: `at least ${leastSpeed} MiB/s`,
    holds: verdict(speed >= leastSpeed),
  };
}

function objectsIn(text: string): readonly Json[] {
  return parseAllDocuments(text).map((document) => document.toJS() as Json); // YAML of ours holds nothing else
}

/** In milliseconds. */
function measureCpu(work: () => unknown): { readonly cpu: number } {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1000 };
}
