import { join } from 'node:path';
import { TargetOptions } from '@sovereign-fleet/workspace/propose';
import { CloudInitOptions } from '../cloud-init/options';
import { ExplainOptions } from '../explain/options';
import { RenderReviewOptions } from '../render-review/options';
import { SecretsOptions } from '../secrets/options';
import { expectSchemaFile } from '../testing/target-schema';

test.each([
  {
    id: 'Render-Review',
    options: RenderReviewOptions,
    description:
      'Renders what the Flux of each region of a Sovereign would apply, to dist/render/<name>/, or reviews it to ' +
      'dist/review/<name>/.',
  },
  {
    id: 'Propose',
    options: TargetOptions,
    description: "Keeps a Sovereign's pull request on the fleet repository in step with gitops-out/.",
  },
  {
    id: 'Explain',
    options: ExplainOptions,
    description: 'Says which layers say a value of one region, with file and line, and which of them decides.',
  },
  {
    id: 'Secrets',
    options: SecretsOptions,
    description: 'Says which Secrets and ConfigMaps a Sovereign needs, and who delivers and reads each.',
  },
  {
    id: 'Cloud-Init',
    options: CloudInitOptions,
    description: 'Writes what turns the empty servers of a Sovereign into regions that Flux reconciles.',
  },
])('schema.json of $id is what its options say', ({ options, ...described }) => {
  expectSchemaFile(join(__dirname, '..', described.id.toLowerCase(), 'schema.json'), options, described);
});
