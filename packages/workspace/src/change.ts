export { type ChangedSovereign, describeConsequences } from './change/consequences';
