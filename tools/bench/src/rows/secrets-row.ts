import { secretHider } from '@sovereign-fleet/renderer';
import { parseAllDocuments, stringify } from 'yaml';
import { largeTree, secretTexts } from '../fleet/large-tree';
import { demand, medianCpu, takeInTurn } from '../results/repetitions';
import { type Row, verdict } from '../results/table';

const leastSpeed = 20;
const secretCount = 200;
/** Of the generated tree: several MiB of YAML. */
const rounds = 40;
/** After these V8 has compiled the code. */
const warmUps = 8;

/** Row 13: hiding what 200 Secrets hold in a large tree, object by object as a render does, beside reading its YAML. */
export function secretsRow(): Row {
  const objects = largeTree(rounds);
  const texts = objects.map((object) => stringify(object));
  const mebibytes = texts.reduce((sum, text) => sum + text.length, 0) / 2 ** 20;
  const secrets = secretTexts(secretCount);
  const hide = () => {
    const { object: hideIn } = secretHider(secrets, (text) => text);
    return objects.map(hideIn);
  };
  for (let round = 0; round < warmUps; round += 1) hide();
  demand(
    hide().every((object, at) => object === objects[at]),
    'no Secret stands in the tree',
  );
  const shown = secretHider(secrets, () => 'x').value(secrets);
  demand(shown.join('') === 'x'.repeat(secrets.length), 'Secrets are hidden');
  const samples = takeInTurn(7, {
    hide: () => measureCpu(hide),
    read: () =>
      measureCpu(() => texts.map((text) => parseAllDocuments(text).map((document) => document.toJS() as unknown))),
  });
  const [ours, reference] = [medianCpu(samples.hide), medianCpu(samples.read)];
  const speed = mebibytes / (ours / 1000);
  return {
    number: '13',
    claim:
      `CPU, warm: hide what ${secretCount} Secrets hold (${secrets.length} texts) in ${objects.length} objects of ` +
      `${mebibytes.toFixed(1)} MiB / read them as YAML`,
    ours: `${ours.toFixed(0)} ms, ${speed.toFixed(0)} MiB/s`,
    reference: `${reference.toFixed(0)} ms`,
    result: `${(ours / reference).toFixed(2)} x`,
    bound: `at least ${leastSpeed} MiB/s`,
    holds: verdict(speed >= leastSpeed),
  };
}

/** In milliseconds. */
function measureCpu(work: () => unknown): { readonly cpu: number } {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1000 };
}
