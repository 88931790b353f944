export { envsubst, type SubstitutionFailure, type Variables } from './envsubst/envsubst';
export { setLine, type Values } from './strvals/strvals';
export { decodeBase64 } from './yaml/base64';
export { emitYaml } from './yaml/emit';
export { YamlError } from './yaml/failure';
export type { Dialect } from './yaml/resolve';
export { isObject, type JsonObject, type JsonValue, setField } from './yaml/json';
export { parseYaml } from './yaml/parse';
export { throughJson } from './yaml/through-json';
