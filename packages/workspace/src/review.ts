export { type BaseCheckout, checkOutBase, regionsIn } from './review/base-checkout';
