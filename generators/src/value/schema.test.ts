import { join } from 'node:path';
import { expectSchemaFile } from '../testing/target-schema';
import { ValueOptions } from './options';

// `UPDATE_GOLDEN=1` writes it.
test('schema.json of the value generator is what its options say, and leaves what is wrong to us', () => {
  expectSchemaFile(join(__dirname, 'schema.json'), ValueOptions, {
    id: 'value',
    description: "Says a value of a slot's chart in a Sovereign's record: nx g value acme bp-cilium cilium.mtu 1400.",
  });
});
