import { join } from 'node:path';
import { expectSchemaFile } from '../testing/target-schema';
import { CompileOptions } from './options';

// `UPDATE_GOLDEN=1` writes it.
test('schema.json of the compile generator is what its options say, and leaves what is wrong to us', () => {
  expectSchemaFile(join(__dirname, 'schema.json'), CompileOptions, {
    id: 'compile',
    description:
      'Compiles every Sovereign\'s spec to gitops-out/. "nx sync" runs it, and "nx sync:check" fails where it ' +
      'would change a file.',
  });
});
