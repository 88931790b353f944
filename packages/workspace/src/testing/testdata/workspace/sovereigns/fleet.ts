import { defineFleet } from '@sovereign-fleet/domain';

export default defineFleet({
  domain: 'fleet.example.com',
  repository: { url: 'https://git.example.com/platform/fleet', branch: 'main' },
});
