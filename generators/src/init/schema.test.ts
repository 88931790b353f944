import { join } from 'node:path';
import { expectSchemaFile } from '../testing/target-schema';
import { InitOptions } from './options';

// `UPDATE_GOLDEN=1` writes it.
test('schema.json of the init generator is what its options say', () => {
  expectSchemaFile(join(__dirname, 'schema.json'), InitOptions, {
    id: 'init',
    description:
      'Makes a workspace of Nx one of Sovereigns: a fleet with a kit, settings of Nx, workflows and what Git ' +
      'ignores. Changes nothing that is there.',
  });
});
