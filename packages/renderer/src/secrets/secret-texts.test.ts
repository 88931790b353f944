import { textsIn } from './secret-texts';

test('what a value says within a value is a text of it, too', () => {
  const key = '-----BEGIN KEY-----\nMIIEpAIBAAKCAQEA\n-----END KEY-----\n';
  const found = textsIn(JSON.stringify({ account: JSON.stringify({ key, user: 'ann-of-ours' }) }));
  expect(found).toEqual(expect.arrayContaining(['ann-of-ours', 'MIIEpAIBAAKCAQEA']));
});
