export { distinctRenders } from './distinct-renders';
export { type SpecsRender, renderSpecs } from './render-specs';
export { cacheFolder, makeRenderWorkspace } from './render-workspace';
