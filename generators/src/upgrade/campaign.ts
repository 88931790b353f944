import { printYaml } from '@sovereign-fleet/flux';
import type { Sovereign } from '@sovereign-fleet/domain';
import type { FleetRecord } from '@sovereign-fleet/workspace/specs';
import type { FileEdit, WrittenFile } from '../change/change-records';
import type { GivenUpgrade } from './options';

/** A campaign of its own, and its name among those of the fleet: the members are proposed in its waves alone. */
export function campaignFiles(
  { slot, version }: GivenUpgrade,
  members: readonly Sovereign[],
  record: FleetRecord,
): readonly (FileEdit | WrittenFile)[] {
  const id = `${slot.replace(/^bp-/, '')}-${version}`
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 50)
    .replace(/-$/, '');
  const file = `sovereigns/${id}.campaign.yaml`;
  const campaign = {
    id,
    version: `${slot} ${version}`.slice(0, 64),
    selector: selectorOf(members, record),
    waves: [
      { name: 'canary', size: 1 },
      { name: 'early', size: '10%' },
      { name: 'all', size: 'rest' },
    ],
    soak: 60,
    health: { from: 'commit-status' },
  };
  const { campaigns } = record.fleet.pullRequests;
  const named = [{ path: ['pullRequests', 'campaigns'], value: [...campaigns, file] }];
  return [
    { file, text: printYaml(campaign) },
    ...(campaigns.includes(file) ? [] : [{ file: record.fleet.source, edits: named }]),
  ];
}

/** Environments where they select the members and nobody else; a new Sovereign of them is then a member, too. */
function selectorOf(members: readonly Sovereign[], { sovereigns }: FleetRecord) {
  const environments = [...new Set(members.map(({ environment }) => environment))].sort();
  const selected = sovereigns.filter(({ environment }) => environments.includes(environment));
  return selected.length === members.length ? { environments } : { names: members.map(({ name }) => name).sort() };
}
