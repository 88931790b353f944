import { parseSovereign, valueOf } from '@sovereign-fleet/domain';
import { treeOfContents } from '@sovereign-fleet/renderer/node';
import { acme } from '../testing/example-kit';
import { regionsIn } from './base-checkout';

test('a region of a tree is a folder that a Flux is pointed at, and not that of encrypted files', () => {
  const sovereign = valueOf(parseSovereign({ source: 'sovereign.ts', name: 'acme', spec: acme }));
  const folder = `clusters/${sovereign.fqdn}`;
  const paths = ['bootstrap-kit/01.yaml', 'fsn1/flux-system/gotk-sync.yaml', 'secrets/flux-system/a.yaml'];
  const contents = new Map(paths.map((path) => [`${folder}/${path}`, Buffer.from('a: b\n')]));
  expect(regionsIn(treeOfContents('gitops-out', folder, contents), sovereign)).toEqual(['fsn1']);
});
