import { defineSovereign } from '../../kits/openova/kit';

export default defineSovereign({
  fqdn: 'acme.example.com',
  environment: 'prod',
  regions: [
    { key: 'fsn1', provider: 'hetzner', role: 'primary' },
    { key: 'nbg1', provider: 'hetzner', role: 'secondary' },
  ],
});
