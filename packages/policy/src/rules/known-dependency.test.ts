import { combine, fail, set } from '../testing/example-change';
import { dmz, entry, mgmt, release54, testRows, tree } from '../testing/example-rows';
import { type RenderProblem } from '@sovereign-fleet/renderer';

const dependsOn = ['spec', 'dependsOn', 0];

testRows('known-dependency', [
  {
    what: 'a release that is not there is a finding',
    change: set(release54, dependsOn, { name: 'bp-silium' }),
    finding:
      `error known-dependency fsn1: ${release54}, spec.dependsOn[0]: there is no HelmRelease ` +
      'flux-system/bp-silium, so it waits for ever. Name one that is in this region, or take the line ' +
      `out. [${dmz}]`,
  },
  {
    what: 'a release of the same name in another namespace is another',
    change: set(release54, dependsOn, { name: 'bp-cilium', namespace: 'kube-system' }),
    finding:
      `error known-dependency fsn1: ${release54}, spec.dependsOn[0]: there is no HelmRelease ` +
      'kube-system/bp-cilium, so it waits for ever. Name one that is in this region, or take the line ' +
      `out. [${dmz}]`,
  },
  {
    what: 'a Kustomization of the name does not help a release',
    change: set(release54, dependsOn, { name: 'bootstrap-kit' }),
    finding:
      `error known-dependency fsn1: ${release54}, spec.dependsOn[0]: there is no HelmRelease ` +
      'flux-system/bootstrap-kit, so it waits for ever; Kustomization flux-system/bootstrap-kit is of ' +
      `another kind. Name a HelmRelease: Flux waits for its own kind alone. [${dmz}]`,
  },
  {
    what: 'a release of the name does not help a Kustomization',
    change: set('Kustomization flux-system/bootstrap-kit', dependsOn, { name: 'bp-cilium' }),
    finding:
      'error known-dependency fsn1: Kustomization flux-system/bootstrap-kit, spec.dependsOn[0]: there ' +
      'is no Kustomization flux-system/bp-cilium, so it waits for ever; HelmRelease ' +
      'flux-system/bp-cilium is of another kind. Name a Kustomization: Flux waits for its own kind ' +
      `alone. [${entry}]`,
  },
  {
    what: 'nothing waits for itself',
    change: set(release54, dependsOn, { name: 'bp-dmz-vcluster' }),
    finding:
      `error known-dependency fsn1: ${release54}, spec.dependsOn[0]: it waits for itself. Take the ` +
      `line out. [${dmz}]`,
  },
]);

const release58 = 'HelmRelease flux-system/bp-mgmt-vcluster';
const eachOther = (more: object) =>
  combine(
    set(release54, ['spec', 'dependsOn'], [{ name: 'bp-mgmt-vcluster', ...more }]),
    set(release58, ['spec', 'dependsOn'], [{ name: 'bp-dmz-vcluster' }]),
  );
const circle = (...way: readonly string[]) =>
  `spec.dependsOn[0]: what it waits for waits for it, so neither is ever applied: ` +
  `${way.join(' → ')}. Take one of these dependencies out.`;

testRows('known-dependency in a circle', [
  {
    what: 'two releases that wait for each other are a finding each',
    change: eachOther({}),
    finding: [
      `error known-dependency fsn1: ${release54}, ${circle(release54, release58, release54)} [${dmz}]`,
      `error known-dependency fsn1: ${release58}, ${circle(release58, release54, release58)} [${mgmt}]`,
    ],
  },
  { what: 'a dependency that may be met before it is ready is none', change: eachOther({ readyExpr: 'true' }) },
]);

testRows('known-dependency where something failed', [
  {
    what: 'a Kustomization that was not built may hold what is named, and the finding says so',
    change: combine(
      set(release54, dependsOn, { name: 'bp-silium' }),
      fail(failedPart('Kustomization flux-system/apps')),
    ),
    finding: [
      `error rendered fsn1: Kustomization flux-system/apps: kustomize: no such file. Write it. [${entry}]`,
      `error known-dependency fsn1: ${release54}, spec.dependsOn[0]: there is no HelmRelease ` +
        'flux-system/bp-silium in what was rendered; Kustomization flux-system/apps, which failed, may ' +
        `hold it. Mend that first; what it names then has to be in this region. [${dmz}]`,
    ],
  },
  {
    what: 'an object that waits for itself is a finding whatever else failed',
    change: combine(set(release54, dependsOn, { name: 'bp-dmz-vcluster' }), fail(failedPart(`${tree}/fsn1`))),
    finding: [
      `error rendered fsn1: ${tree}/fsn1: kustomize: no such file. Write it. [${entry}]`,
      `error known-dependency fsn1: ${release54}, spec.dependsOn[0]: it waits for itself. Take the line out. [${dmz}]`,
    ],
  },
]);

function failedPart(object: string): RenderProblem {
  return { kind: 'failed', object, field: '', problem: 'kustomize: no such file', remedy: 'Write it' };
}
