import type { Rule } from './rule';
import { blocksOfRole } from './rules/blocks-of-role';
import { canonicalRegionLabel } from './rules/canonical-region-label';
import { closedControlPlane } from './rules/closed-control-plane';
import { compiledTree } from './rules/compiled-tree';
import { everyRegion } from './rules/every-region';
import { keptNamespace } from './rules/kept-namespace';
import { knownDependency } from './rules/known-dependency';
import { mirroredImage } from './rules/mirrored-image';
import { namedNamespace } from './rules/named-namespace';
import { noPlainSecret } from './rules/no-plain-secret';
import { openValue } from './rules/open-value';
import { pinnedImage } from './rules/pinned-image';
import { placedVcluster } from './rules/placed-vcluster';
import { renderProblem } from './rules/render-problem';
import { substituted } from './rules/substituted';
import { substitutedProgram } from './rules/substituted-program';
import { threeRegions } from './rules/three-regions';
import { uniqueObject } from './rules/unique-object';

/** Every rule, in the order in which a review lists what it finds. A new rule is a file and a line here. */
export const rules: readonly Rule[] = [
  compiledTree,
  renderProblem('failed'),
  renderProblem('missing-chart'),
  renderProblem('missing-source'),
  everyRegion,
  blocksOfRole,
  canonicalRegionLabel,
  placedVcluster,
  mirroredImage,
  pinnedImage,
  closedControlPlane,
  substituted,
  uniqueObject,
  namedNamespace,
  noPlainSecret,
  openValue,
  keptNamespace,
  knownDependency,
  renderProblem('changed-type'),
  renderProblem('suspended'),
  renderProblem('other-cluster'),
  substitutedProgram,
  threeRegions,
];
