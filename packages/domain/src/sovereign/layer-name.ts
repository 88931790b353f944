/** Who may say something of a kit beside the kit itself, from the outermost layer to the innermost. */
export const layerNames = ['fleet', 'environment', 'provider', 'sovereign', 'region'] as const;
export type LayerName = (typeof layerNames)[number];
