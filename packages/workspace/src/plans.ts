export { readStanding } from './plans/read-standing';
