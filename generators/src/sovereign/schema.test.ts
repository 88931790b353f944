import { join } from 'node:path';
import { expectSchemaFile } from '../testing/target-schema';
import { SovereignOptions } from './options';

// `UPDATE_GOLDEN=1` writes it.
test('schema.json of the sovereign generator is what its options say, and leaves what is wrong to us', () => {
  expectSchemaFile(join(__dirname, 'schema.json'), SovereignOptions, {
    id: 'sovereign',
    description: "Writes a Sovereign's spec to sovereigns/<name>/ and compiles its Flux tree to gitops-out/.",
  });
});
