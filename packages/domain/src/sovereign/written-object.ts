import type { JsonMap } from './json';

/** An object as a person wrote it beside a row of a kit or of a record, for what no chart has. */
export interface WrittenObject {
  /** The file, from the root of the workspace. */
  readonly file: string;
  /** Its folder beside the rows, which has the number and the name of a slot: `54-dmz-vcluster`. */
  readonly folder: string;
  readonly value: JsonMap;
}
