export { blameOverrides } from './render/blame-overrides';
export { deliveredTo, missingCharts, renderSovereign, summaryOf } from './render/render-sovereign';
export { type RenderTools, toolsFor, toolsForCheckout } from './render/render-tools';
export { writeRender } from './render/write-render';
