export { secretsOfSovereign } from './secrets/secrets-of-sovereign';
