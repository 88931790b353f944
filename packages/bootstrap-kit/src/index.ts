export { parseExpectedSlots } from './expected-slots';
export { bootstrapKit } from './slots';
