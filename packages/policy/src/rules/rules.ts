import type { Rule } from '../contract/rule';
import { agreedVersion, supportedKubernetes } from './agreed-version';
import { blocksOfRole } from './blocks-of-role';
import { canonicalRegionLabel } from './canonical-region-label';
import { closedControlPlane } from './closed-control-plane';
import { coveredRegistry } from './covered-registry';
import { fluxAlone } from '../dangers/flux-alone';
import { freshStart } from '../dangers/fresh-start';
import { keptContents } from '../dangers/kept-contents';
import { keptFolder } from '../dangers/kept-folder';
import { keptKustomization } from '../dangers/kept-kustomization';
import { keptOwner } from '../dangers/kept-owner';
import { keptRelease } from '../dangers/kept-release';
import { keptVolume } from '../dangers/kept-volume';
import { onePrimary } from '../dangers/one-primary';
import { risingVersion } from '../dangers/rising-version';
import { startedDependency } from '../dangers/started-dependency';
import { storedVersion } from '../dangers/stored-version';
import { unchangedField } from '../dangers/unchanged-field';
import { compiledTree } from './compiled-tree';
import { endedPause } from './ended-pause';
import { everyRegion } from './every-region';
import { exactVersion } from './exact-version';
import { keptNamespace } from './kept-namespace';
import { knownDependency } from './known-dependency';
import { mirroredImage } from './mirrored-image';
import { mirroredRegistry } from './mirrored-registry';
import { namedNamespace } from './named-namespace';
import { noPlainSecret } from './no-plain-secret';
import { openValue } from './open-value';
import { pinnedImage } from './pinned-image';
import { placedVcluster } from './placed-vcluster';
import { reachableVcluster } from './reachable-vcluster';
import { renderProblem } from './render-problem';
import { substituted } from './substituted';
import { substitutedProgram } from './substituted-program';
import { threeRegions } from './three-regions';
import { runningDependency } from './running-dependency';
import { saidPause } from './said-pause';
import { servedKind } from './served-kind';
import { namedClass } from './named-class';
import { noNodePort } from './no-node-port';
import { noRoleLabel } from './no-role-label';
import { oneFlux } from './one-flux';
import { oneRoute } from './one-route';
import { replacedPod } from './replaced-pod';
import { broughtSecret } from './brought-secret';
import { madeNamespace } from './made-namespace';
import { uniqueObject } from './unique-object';

/** Every rule, in the order in which a review lists what it finds. A new rule is a file and a line here. */
export const rules: readonly Rule[] = [
  // What the change does to a cluster, the worst first.
  keptVolume,
  keptContents,
  keptRelease,
  keptKustomization,
  keptOwner,
  onePrimary,
  keptFolder,
  unchangedField,
  storedVersion,
  startedDependency,
  risingVersion,
  fluxAlone,
  freshStart,
  endedPause,
  compiledTree,
  renderProblem('failed'),
  renderProblem('missing-chart'),
  renderProblem('missing-version'),
  renderProblem('other-version'),
  renderProblem('missing-source'),
  renderProblem('not-followed'),
  renderProblem('not-fetched'),
  renderProblem('dropped'),
  renderProblem('refused'),
  everyRegion,
  blocksOfRole,
  canonicalRegionLabel,
  noRoleLabel,
  placedVcluster,
  reachableVcluster,
  mirroredImage,
  mirroredRegistry,
  pinnedImage,
  closedControlPlane,
  substituted,
  uniqueObject,
  namedNamespace,
  noPlainSecret,
  openValue,
  keptNamespace,
  knownDependency,
  servedKind,
  runningDependency,
  broughtSecret,
  madeNamespace,
  coveredRegistry,
  namedClass,
  replacedPod,
  noNodePort,
  oneRoute,
  exactVersion,
  agreedVersion,
  oneFlux,
  supportedKubernetes,
  renderProblem('changed-type'),
  renderProblem('dropped-field'),
  renderProblem('unread-value'),
  renderProblem('unselected'),
  renderProblem('left-out'),
  renderProblem('assumed'),
  renderProblem('suspended'),
  renderProblem('other-cluster'),
  renderProblem('excluded'),
  renderProblem('encrypted'),
  substitutedProgram,
  saidPause,
  threeRegions,
];
