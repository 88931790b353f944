export { installPinned } from './children/pinned-programs';
export { distinctRenders } from './fleet/distinct-renders';
export { type SpecsRender, renderSpecs } from './fleet/render-specs';
export { cacheFolder, makeRenderWorkspace } from './fleet/render-workspace';
