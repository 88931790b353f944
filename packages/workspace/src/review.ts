export { checkOutBase, regionsIn } from './review/base-checkout';
