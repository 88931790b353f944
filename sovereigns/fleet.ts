import { defineFleet } from '@sovereign-fleet/domain';
import openova from '../kits/openova/kit';

export default defineFleet({
  kits: [openova],
  domain: 'fleet.example.com',
  repository: { url: 'https://git.example.com/platform/fleet', branch: 'main' },
});
