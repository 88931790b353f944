export { parseBootstrapKit } from './kit/bootstrap-kit';
export { baseOf, type BootstrapKit, ownSlotsOf, type WithBase } from './kit/checked-kit';
export { buildingBlocksOf, type BuildingBlock, isBuildingBlock } from './slot/building-block';
export type { ChartValue, ChartValues } from './sovereign/json';
export { hasValueAt } from './sovereign/chart-values';
export { isDnsLabel, isDnsName, parseFqdn, parseSovereignName } from './sovereign/dns-name';
export type { CloudInit } from './sovereign/cloud-init';
export { defineFleet } from './fleet/define-fleet';
export {
  type Fleet,
  issuesOfShard,
  issuesOfTakenFqdns,
  mirroredRegistriesOf,
  mirrorOf,
  parseFleet,
  repositoryOf,
} from './fleet/fleet';
export type { FleetLayers, NamedKit } from './fleet/kit-of-fleet';
export { fieldIn, fleetSources, type LayerSource, layersOf, placeIn } from './fleet/layer-source';
export type { Failure, Outcome } from './issue/failure';
export { formatIssue, formatProblem, isRefusal, type Issue, oneLine, type Refusal } from './issue/issue';
export { addAll } from './issue/add-all';
export { countText } from './issue/count-text';
export { isJsonList, isJsonMap, type Json, type JsonMap } from './sovereign/json';
export type { ChartSource } from './kit/chart-source';
export type { Edge } from './slot/edge';
export { namespacesOf } from './slot/slot-namespaces';
export { edgesOf } from './slot/edges';
export { dependenciesIn, type EdgeRefusal, edgeRefusals } from './slot/region-edges';
export type { ExpectedSlot } from './kit/kit-lock';
export { profileOf } from './slot/profile';
export { chartName, installedName, releaseNamespace, releaseObject } from './slot/release-object';
export { type Place, rolesOfSlot, runsByRole, type SlotState, slotState } from './slot/slot-state';
export { drop, type Dropped, isDropped } from './sovereign/drop';
export { nameInDefault } from './kit/default-names';
export { missingKinds } from './slot/missing-kinds';
export { placeOfVersion, placesOfValue, slotOfRelease, type ValuePlace } from './slot/value-places';
export { findKit } from './own/sovereign-kit';
export { refusalOfKit } from './own/kit-of';
export type { FeatureDeclarations } from './kit/feature';
export { groupOf, isClusterScoped } from './slot/kubernetes-kinds';
export { bareText, parameterRefusals, textRefusal } from './kit/parameter-value';
export { fieldOfPlace, parametersIn, parameterUses, type Reading, readingsOf } from './kit/readings';
export { identityText, type SlotObject } from './slot/slot-object';
export type { WrittenObject } from './sovereign/written-object';
export { type Substitute, substituteNamesOf, substitutesOf, substituteText } from './kit/substitutes';
export {
  namesRegionRole,
  networkSlot,
  nodeLabel,
  regionLabel,
  regionRoleLabel,
  slotLabel,
  sovereignAnnotation,
  vclusterRoleLabel,
} from './slot/labels';
export {
  chartFolders,
  fqdnOfFolder,
  kitFolder,
  kitFolderName,
  outputFolder,
  ownSlotsFolder,
  ownSlotsName,
  partFolder,
  readyName,
  regionFolder,
  regionSecretsFolder,
  releaseName,
  secretsFolder,
  secretsFolderName,
  slotFileName,
  slotFolderName,
  sovereignFolder,
  sovereignsFolder,
  statusContext,
  treePlace,
} from './fleet/layout';
export {
  type ChartPin,
  isExactVersion,
  type Layer,
  layerOf,
  type LayerSpec,
  type LayerValue,
  type LayerValues,
} from './sovereign/layer';
export type { MirroredRegistries } from './sovereign/registry-mirror';
export { isMisspelt, nearest, pickOne } from './issue/nearest';
export { type LayerName, layerNames } from './sovereign/layer-name';
export { type Network, networkOf, type NetworkRanges, networkText } from './sovereign/network';
export { packageName, packages } from './sovereign/package-name';
export { type Location, type Provider, providerNames, regionKeys } from './sovereign/provider';
export { apiUrlProblem, type PullRequests } from './fleet/pull-requests';
export {
  canonicalLabel,
  type Environment,
  environments,
  parseLocation,
  type Role,
  roles,
  isEnvironment,
  refusalOfEnvironment,
} from './sovereign/region';
export { parseRegionNames } from './sovereign/region-names';
export type { Region, RegionSpec } from './sovereign/regions';
export { isFenced, isLost, type PlanStep, planStep, type Promotion, promotionSteps } from './sovereign/promotion';
export { type Repository, webAddress } from './fleet/repository';
export { allOf, errorOfIssues, type Result, resultOf, valueOf } from './issue/result';
export type { BootstrapKitRows } from './kit/kit-rows';
export { parseValuePath } from './slot/value-path';
export { isDay, type Pause } from './sovereign/pause';
export { isVersionRange } from './slot/chart-version';
export { isLowerVersion } from './slot/lower-version';
export { type Slot, slotFields } from './slot/slot';
export { encryptCommand, type EncryptedSecret } from './sovereign/encrypted-secret';
export { isSopsValue, missingInSops } from './sovereign/sops';
export { readSecretFiles, type SecretFile, type WrittenSecretFile } from './sovereign/secret-file';
export { bornNamespaces } from './kit/kit-objects';
export { configMapKeys, makesSecret } from './slot/made-object';
export { decryptionSecret } from './kit/kit-rows';
export { type DeliveredObject, deliveredObjects, objectName } from './kit/delivered';
export { defineSovereign } from './sovereign/define-sovereign';
export { highestNetwork, parseSovereign, type Sovereign, type SovereignSpec } from './sovereign/sovereign';
export {
  type FreeParameter,
  isFact,
  isFeatureSwitch,
  isFree,
  isGate,
  isSubstituted,
  type ParameterDeclaration,
  type ParameterDeclarations,
  type ParameterType,
  referencesTo,
  type SlotValue,
  type SlotValues,
  type Substituted,
} from './slot/parameter';
export { issuesOfRanges } from './own/network-ranges';
export { isNetworkFact, type NetworkFact, networkFacts, type RegionFact } from './slot/region-fact';
export { cut, printableLine, visible } from './issue/visible';
export { fieldOf, issuesOf, keysOf } from './issue/zod-issues';
export { type Tree, type TreePath, treePath } from './fleet/tree';
export { defaultKubeVersion, kubernetesOf, kubeVersionOf, minorOf } from './sovereign/versions';
