import { join } from 'node:path';
import { expectSchemaFile } from '../testing/target-schema';
import { RegionOptions } from './options';

// `UPDATE_GOLDEN=1` writes it.
test('schema.json of the region generator is what its options say, and leaves what is wrong to us', () => {
  expectSchemaFile(join(__dirname, 'schema.json'), RegionOptions, {
    id: 'region',
    description: 'Adds a secondary region to a Sovereign: nx g region acme --add=hel1.',
  });
});
