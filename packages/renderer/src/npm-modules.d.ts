// What is used of two npm libraries that come without types. They are CommonJS: what they export is the default.
declare module 'pacote' {
  const pacote: {
    readonly tarball: {
      file(
        spec: string,
        file: string,
        options: Readonly<Record<string, unknown>> & { readonly integrity: string },
      ): Promise<unknown>;
    };
  };
  export default pacote;
}

declare module '@npmcli/config' {
  export default class Config {
    constructor(options: Readonly<Record<string, unknown>>);
    load(): Promise<void>;
    /** Every npm setting, as pacote takes them. */
    readonly flat: Readonly<Record<string, unknown>>;
  }
}

declare module '@npmcli/config/lib/definitions/index.js' {
  const settings: Readonly<Record<'definitions' | 'shorthands' | 'flatten', unknown>>;
  export default settings;
}
