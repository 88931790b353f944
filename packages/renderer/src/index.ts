export { readValues } from './merged-values';
export { printObject } from './print-object';
export { render, type RegionToRender, type RenderRequest } from './render';
export type {
  BuildKustomization,
  Chart,
  ChartReference,
  Files,
  FindChart,
  Outcome,
  TemplateChart,
  TemplateRequest,
  Tools,
} from './ports';
export {
  type Applier,
  type ChartOrigin,
  isComplete,
  type Json,
  type JsonMap,
  type KubernetesObject,
  type Rendered,
  type RenderedChart,
  type RenderedObject,
  type RenderedRegion,
  type RenderedRelease,
  type RenderProblem,
} from './rendered';
export { hiding } from './hide-secrets';
export { type Fingerprint, fingerprintPattern, isPlaceholder, isSecret, isValueField } from './secret-fingerprint';
