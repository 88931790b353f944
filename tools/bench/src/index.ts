export { installPinned } from './children/pinned-programs';
export { distinctBuilds, distinctRenders } from './fleet/distinct-renders';
export { type LoggedPrograms, logPrograms } from './fleet/logged-programs';
export { type SpecsRender, renderSpecs } from './fleet/render-specs';
export { cacheFolder, makeRenderWorkspace } from './fleet/render-workspace';
