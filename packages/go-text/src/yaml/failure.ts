/** Why the YAML library would not read a text; thrown within this folder and caught at its edge. */
export class YamlError extends Error {}
