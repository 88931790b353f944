import { join } from 'node:path';
import { expectSchemaFile } from '../testing/target-schema';
import { PauseOptions, ResumeOptions } from './options';

// `UPDATE_GOLDEN=1` writes them.
test('schema.json of pause and of resume are what their options say, and leave what is wrong to us', () => {
  expectSchemaFile(join(__dirname, 'schema.json'), PauseOptions, {
    id: 'pause',
    description:
      'Suspends a release until a day: nx g pause acme bp-loki --until=2026-12-31 --why="its volume is moved".',
  });
  expectSchemaFile(join(__dirname, 'resume.schema.json'), ResumeOptions, {
    id: 'resume',
    description: 'Ends a pause: nx g resume acme bp-loki.',
  });
});
