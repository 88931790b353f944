import { defineSovereign } from '@sovereign-fleet/domain';

export default defineSovereign({
  fqdn: 'acme.example.com',
  environment: 'prod',
  regions: [
    { key: 'fsn1', provider: 'hetzner', role: 'primary' },
    { key: 'nbg1', provider: 'hetzner', role: 'secondary' },
  ],
});
