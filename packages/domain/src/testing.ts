export { encryptedText } from './testing/encrypted-file';
