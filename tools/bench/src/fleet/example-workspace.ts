import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { outputFolder } from '@sovereign-fleet/domain';
import { fleetFile } from '@sovereign-fleet/workspace/project';
import { copyCharts, writeFiles } from '@sovereign-fleet/workspace/testing';
import { copyWorkspace } from './copy-workspace';
import { exampleSpecs } from './example-specs';
import { writeSmallCharts } from './render-workspace';
import { repository } from './repository';
import { specFiles } from './wide-specs';

const fixture = 'packages/workspace/src/testing/testdata/workspace';

/** An Nx workspace of `count` Sovereigns of the kit of five slots, with its charts; nothing is compiled yet. */
export function makeExampleWorkspace(root: string, count: number): void {
  copyWorkspace(repository, root);
  for (const folder of ['sovereigns', 'kits', outputFolder]) rmSync(join(root, folder), { recursive: true });
  cpSync(join(repository, fixture, 'kits'), join(root, 'kits'), { recursive: true });
  cpSync(join(repository, fixture, fleetFile), join(root, fleetFile));
  writeFiles(root, specFiles(exampleSpecs(count), '../../kits/example/kit'));
  copyCharts(root);
  writeSmallCharts(root);
}
