export { codeOf, quote } from './write/code';
