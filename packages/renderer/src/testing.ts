export { hasRegistry, pushChart, type Registry, startRegistry, whyNoRegistry } from './testing/loopback-registry';
