// What is used of two npm libraries that come without types.
declare module 'pacote' {
  export const tarball: {
    file(
      spec: string,
      file: string,
      options: Readonly<Record<string, unknown>> & { readonly integrity: string },
    ): Promise<unknown>;
  };
}

declare module '@npmcli/config' {
  export default class Config {
    constructor(options: Readonly<Record<string, unknown>>);
    load(): Promise<void>;
    /** Every npm setting, as pacote takes them. */
    readonly flat: Readonly<Record<string, unknown>>;
  }
}

declare module '@npmcli/config/lib/definitions' {
  export const definitions: unknown;
  export const shorthands: unknown;
  export const flatten: unknown;
}
