export { bootstrapKit } from './slots';
