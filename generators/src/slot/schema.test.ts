import { join } from 'node:path';
import { expectSchemaFile } from '../testing/target-schema';
import { SlotOptions } from './options';

// `UPDATE_GOLDEN=1` writes it.
test('schema.json of the slot generator is what its options say, and leaves what is wrong to us', () => {
  expectSchemaFile(join(__dirname, 'schema.json'), SlotOptions, {
    id: 'slot',
    description: 'Gives a kit one more slot: nx g slot bp-grafana 1.2.0 --depends-on=bp-cilium.',
  });
});
