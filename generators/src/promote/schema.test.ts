import { join } from 'node:path';
import { expectSchemaFile } from '../testing/target-schema';
import { PromoteOptions } from './options';

// `UPDATE_GOLDEN=1` writes it.
test('schema.json of the promote generator is what its options say, and leaves what is wrong to us', () => {
  expectSchemaFile(join(__dirname, 'schema.json'), PromoteOptions, {
    id: 'promote',
    description:
      'Gives the role of the primary to another region, a step at a time: nx g promote acme nbg1 --data=restored.',
  });
});
