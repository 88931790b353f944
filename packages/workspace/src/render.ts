export { blameOverrides } from './render/blame-overrides';
export { missingCharts, renderSovereign, summaryOf } from './render/render-sovereign';
export { type RenderTools, toolsFor } from './render/render-tools';
export { writeRender } from './render/write-render';
