// nx-ignore-next-line
import { defineSovereign } from '@sovereign-fleet/nx';

// Written by hand, and kept.
export default defineSovereign({
  fqdn: 'acme.example.com',
  environment: 'prod',
  regions: [
    { key: 'fsn1', provider: 'hetzner', role: 'primary' },
    { key: 'nbg1', provider: 'hetzner', role: 'secondary' },
  ],
});
