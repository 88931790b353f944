import { formatHtml } from './format-html';
import { formatMarkdown } from './format-markdown';
import { formatSarif } from './format-sarif';
import { changed, set } from './made-up-change';
import { kit, madeUpSubject, rendered } from './made-up-subject';
import { review } from './review';
import type { ReviewSubject } from './review-subject';

/** With more objects, each its own in memory, as a render read from files has them. */
function large(name: string): ReviewSubject {
  const subject = madeUpSubject(name);
  const regions = subject.rendered.regions.map((region) => {
    const more = Array.from({ length: 27 }, (_, index) => {
      const metadata = { name: `made-up-${index}`, namespace: 'dmz', labels: { app: 'made-up', slot: '60' } };
      const rules = Array.from({ length: 10 }, (_, rule) => ({ verbs: ['get', 'list'], resources: [`r${rule}`] }));
      return rendered(kit, { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata, rules });
    });
    return { ...region, objects: [...region.objects, ...more] };
  });
  return { ...subject, rendered: { ...subject.rendered, regions } };
}

test('a fleet of 1,000 Sovereigns with three regions of forty objects is reviewed in seconds', () => {
  const image = ['spec', 'template', 'spec', 'containers', 0, 'image'];
  const upgrade = set('StatefulSet dmz/dmz-vcluster', image, 'docker.io/loft-sh/vcluster:0.20.1');
  const names = Array.from({ length: 1000 }, (_, index) => `sovereign-${index}`);
  const subjects = names.map((name) => changed(large(name), ['fsn1', 'hel1', 'nbg1'], upgrade));
  const bases = names.map((name) => large(name).rendered);
  expect(subjects[0]?.rendered.regions[0]?.objects).toHaveLength(40);
  const start = process.cpuUsage();
  const reviews = subjects.map((subject, index) => review(subject, { base: { rendered: bases[index] } }));
  const markdown = formatMarkdown(reviews, { fullText: 'the artefact' });
  const html = formatHtml(reviews);
  const sarif = formatSarif(reviews);
  const { user, system } = process.cpuUsage(start);
  expect(markdown).toContain('Alike in 3000 regions of 1000 Sovereigns');
  expect(markdown.length).toBeLessThan(10_000);
  expect(html.length).toBeLessThan(10_000);
  expect(JSON.parse(sarif)).toMatchObject({ runs: [{ results: { length: 1000 } }] });
  // CPU time, since others may be at work; the bound is ten times what was measured, for slow machines.
  expect((user + system) / 1e6).toBeLessThan(60);
  process.stdout.write(`reviewed in ${((user + system) / 1e6).toFixed(1)} s of CPU time\n`);
});
