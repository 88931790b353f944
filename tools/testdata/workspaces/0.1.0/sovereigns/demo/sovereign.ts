import { defineSovereign } from '../../kits/example/kit';

export default defineSovereign({
  fqdn: 'demo.fleet.example.com',
  environment: 'prod',
  regions: [
    { key: 'fsn1', provider: 'hetzner', role: 'primary' },
    { key: 'nbg1', provider: 'hetzner', role: 'secondary' },
  ],
});
