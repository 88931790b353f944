import { join } from 'node:path';
import { expectSchemaFile } from '../testing/target-schema';
import { UpgradeOptions } from './options';

// `UPDATE_GOLDEN=1` writes it.
test('schema.json of the upgrade generator is what its options say, and leaves what is wrong to us', () => {
  expectSchemaFile(join(__dirname, 'schema.json'), UpgradeOptions, {
    id: 'upgrade',
    description: 'Takes a slot to another version of its chart: nx g upgrade bp-cilium 1.5.0 --environment=stg.',
  });
});
