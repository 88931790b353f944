// nx-ignore-next-line
import { defineSovereign } from '@sovereign-fleet/nx';

export default defineSovereign({
  fqdn: 'globex.example.org',
  environment: 'stg',
  regions: [
    {
      key: 'hel1',
      provider: 'hetzner',
      role: 'secondary',
      overrides: { 'bp-cilium': { cilium: { debug: { enabled: true } } } },
    },
    { key: 'eu-central-1', provider: 'aws', role: 'primary' },
    { key: 'ap-singapore-1', provider: 'oci', role: 'secondary' },
  ],
});
