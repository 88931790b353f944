import { formatHtml } from './format-html';
import { formatMarkdown } from './format-markdown';
import { formatSarif } from './format-sarif';
import { withChange, set } from '../testing/example-change';
import { kit, exampleSubject, renderedObject } from '../testing/example-subject';
import { review } from '../review';
import type { ReviewSubject } from '../contract/review-subject';

/** With more objects, each its own in memory, as a render read from files has them. */
function large(name: string): ReviewSubject {
  const subject = exampleSubject(name);
  const regions = subject.rendered.regions.map((region) => {
    const more = Array.from({ length: 27 }, (_, index) => {
      const metadata = { name: `made-up-${index}`, namespace: 'dmz', labels: { app: 'made-up', slot: '60' } };
      const rules = Array.from({ length: 10 }, (_, rule) => ({ verbs: ['get', 'list'], resources: [`r${rule}`] }));
      return renderedObject(kit, { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata, rules });
    });
    return { ...region, objects: [...region.objects, ...more] };
  });
  return { ...subject, rendered: { ...subject.rendered, regions } };
}

/** CPU time per Sovereign, since others may be at work; and what was written of a fleet of this size. */
function reviewFleet(size: number) {
  const image = ['spec', 'template', 'spec', 'containers', 0, 'image'];
  const upgrade = set('StatefulSet dmz/dmz-vcluster', image, 'docker.io/loft-sh/vcluster:0.20.1');
  const names = Array.from({ length: size }, (_, index) => `sovereign-${index}`);
  const subjects = names.map((name) => withChange(large(name), ['fsn1', 'hel1', 'nbg1'], upgrade));
  const bases = names.map((name) => large(name).rendered);
  expect(subjects[0]?.rendered.regions[0]?.objects).toHaveLength(40);
  const start = process.cpuUsage();
  const reviews = subjects.map((subject, index) => review(subject, { base: { rendered: bases[index] } }));
  const markdown = formatMarkdown(reviews, { fullText: 'the artefact' });
  const html = formatHtml(reviews);
  const sarif = formatSarif(reviews);
  const { user, system } = process.cpuUsage(start);
  return { cost: (user + system) / size, markdown, html, sarif };
}

test('a fleet eight times as large costs eight times as much, and its comment is no longer', () => {
  reviewFleet(4); // V8 compiles what the first one runs, which is not the cost of a Sovereign.
  const small = reviewFleet(4);
  const large = reviewFleet(32);
  expect(large.markdown).toContain('Alike in 96 regions of 32 Sovereigns');
  expect(large.markdown.length).toBeLessThan(10_000);
  expect(large.html.length).toBeLessThan(10_000);
  expect(JSON.parse(large.sarif)).toMatchObject({ runs: [{ results: { length: 32 } }] });
  // Were anything quadratic, it would be eight.
  expect(large.cost / small.cost).toBeLessThan(2);
});
