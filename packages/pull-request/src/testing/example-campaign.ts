// For tests: a campaign with no more than it must have.
import { formatIssue } from '@sovereign-fleet/domain';
import { type Campaign, parseCampaign } from '../campaign/campaign';

export const campaignFile = 'campaigns/k3s.json';

export const leastCampaign = {
  id: 'k3s-1-35',
  version: 'k3s 1.35.0',
  selector: { environments: ['prod'] },
  waves: [
    { name: 'canary', size: 2 },
    { name: 'early', size: '20%' },
    { name: 'all', size: 'rest' },
  ],
};

export function exampleCampaign(change: object = {}): Campaign {
  const result = parseCampaign(campaignFile, { ...leastCampaign, ...change });
  if (!result.ok) throw new Error(result.issues.map(formatIssue).join('\n'));
  return result.value;
}
