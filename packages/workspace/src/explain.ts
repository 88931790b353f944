export { explainSovereign } from './explain/explain-sovereign';
