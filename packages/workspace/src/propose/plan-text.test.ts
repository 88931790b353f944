import { type Plan, sha } from '@sovereign-fleet/pull-request';
import { planText, wholeText } from './plan-text';

const [one, two] = [sha('1'.repeat(40)), sha('2'.repeat(40))];
const texts = new Map([
  [one, 'a: 1\nb: 2\n'],
  [two, 'gone: true\n'],
]);
const forge = { blob: (name: string) => Promise.resolve(texts.get(sha(name)) ?? '') };

const plan: Plan = {
  state: 'created',
  reason: '',
  steps: [
    { kind: 'commit', from: one, parents: [one, two], root: two, message: 'Change' },
    { kind: 'create-branch', branch: 'fleet/acme' as never },
    {
      kind: 'open-pull',
      pull: { branch: 'fleet/acme' as never, title: 'acme: change', body: 'long', draft: false },
    },
    { kind: 'add-labels', labels: ['fleet', 'bot'] },
    { kind: 'request-reviewers', reviewers: { users: ['ada'], teams: ['platform'] } },
  ],
  files: [
    { path: 'clusters/a/old.yaml', before: two, after: undefined },
    { path: 'clusters/a/new.yaml', before: undefined, after: 'new: "\u001b[31m"\n' },
    { path: 'clusters/a/same.yaml', before: one, after: 'a: 1\nb: 3\n' },
  ],
};

test('a plan is told as its writes and a patch, without what a terminal would obey', async () => {
  expect(wholeText(await planText(plan, forge))).toBe(`  would commit onto 111111111111 and 222222222222
  would create the branch fleet/acme
  would open a pull request: acme: change
  would add the labels fleet, bot
  would ask ada, platform for a review
--- a/clusters/a/old.yaml
+++ /dev/null
@@ -1,1 +0,0 @@
-gone: true
--- /dev/null
+++ b/clusters/a/new.yaml
@@ -0,0 +1,1 @@
+new: "\\u{1b}[31m"
--- a/clusters/a/same.yaml
+++ b/clusters/a/same.yaml
@@ -1,2 +1,2 @@
 a: 1
-b: 2
+b: 3
`);
});

test('the plan of a branch that is taken over shows what others changed there, then the base', async () => {
  const replaced = [{ path: 'clusters/a/hand.yaml', before: two, after: undefined }];
  const [, , same] = plan.files;
  const files = same === undefined ? [] : [same];
  expect(wholeText(await planText({ ...plan, steps: [], files, replaced }, forge)))
    .toBe(`  from what others changed on the branch:
--- a/clusters/a/hand.yaml
+++ /dev/null
@@ -1,1 +0,0 @@
-gone: true
  from the base:
--- a/clusters/a/same.yaml
+++ b/clusters/a/same.yaml
@@ -1,2 +1,2 @@
 a: 1
-b: 2
+b: 3
`);
});

test.each([
  { step: { kind: 'move-branch', branch: 'fleet/acme' }, says: 'move the branch fleet/acme forward' },
  { step: { kind: 'delete-branch', branch: 'fleet/acme', head: one }, says: 'delete the branch fleet/acme' },
  { step: { kind: 'edit-pull', number: 3, title: 't' }, says: 'edit pull request #3' },
  { step: { kind: 'close-pull', number: 3, body: '' }, says: 'close pull request #3' },
])('the step $step.kind is told', async ({ step, says }) => {
  const steps = [step] as unknown as Plan['steps']; // a branch of a test has no brand
  expect(wholeText(await planText({ ...plan, steps, files: [] }, forge))).toBe(`  would ${says}\n`);
});
