// nx-ignore-next-line
import { defineFleet } from '@sovereign-fleet/nx';
import example from '../kits/example/kit';

export default defineFleet({
  kits: [example],
  domain: 'fleet.example.com',
  repository: { url: 'https://git.example.com/platform/fleet', branch: 'main' },
});
