import { join } from 'node:path';
import { expectSchemaFile } from '../testing/target-schema';
import { RetireOptions } from './options';

// `UPDATE_GOLDEN=1` writes it.
test('schema.json of the retire generator is what its options say, and leaves what is wrong to us', () => {
  expectSchemaFile(join(__dirname, 'schema.json'), RetireOptions, {
    id: 'retire',
    description: 'Takes a Sovereign out of the fleet, in two steps: nx g retire acme --fqdn=acme.example.com.',
  });
});
