export { cacheIn } from './testing/cache-in';
export { forgeContract } from './testing/forge-contract';
export { forgeOn, startForge, stopAll } from './testing/forge-on-github';
