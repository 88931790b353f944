import { join } from 'node:path';
import { expectSchemaFile } from '../testing/target-schema';
import { ImportOptions } from './options';

// `UPDATE_GOLDEN=1` writes it.
test('schema.json of the import generator is what its options say, and leaves what is wrong to us', () => {
  expectSchemaFile(join(__dirname, 'schema.json'), ImportOptions, {
    id: 'import',
    description:
      'Adopts a hand-written Flux tree of one cluster: writes a kit to kits/<kit>/ and a Sovereign to ' +
      'sovereigns/<sovereign>/, and compiles it to gitops-out/, once it is proved that every object ' +
      'arrives as before. ' +
      'The name, the FQDN and the region of the cluster are in no tree, so they are options.',
  });
});
