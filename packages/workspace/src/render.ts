export { blameOverrides } from './render/blame-overrides';
export { missingCharts, outsideOf, renderSovereign, summaryOf } from './render/render-sovereign';
export {
  oncePerOptions,
  type RenderTools,
  toolsFor,
  toolsForCheckout,
  type ToolOptions,
  toolsOnce,
} from './render/render-tools';
export { writeRender } from './render/write-render';
