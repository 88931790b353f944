/** A piece of a line: `code` is shown as it is, `prose` as words. */
export type Part = { readonly prose: string } | { readonly code: string };

/** A line of a report. What stands in it may come from anybody: each format makes it harmless. */
export type Line = readonly Part[];

/** A point of a section, which is shown whole or not at all. */
export interface Entry {
  readonly line: Line;
  readonly details: readonly Line[];
}

export interface Section {
  readonly title: string;
  /** What stands below the title, before the entries. */
  readonly notes?: readonly Line[];
  readonly entries: readonly Entry[];
}

/** What a review says to people, before it is text, Markdown or HTML. */
export interface Report {
  readonly title: string;
  readonly summary: readonly Line[];
  /** None without entries. */
  readonly sections: readonly Section[];
}

export function prose(text: string): Part {
  return { prose: text };
}

export function code(text: string): Part {
  return { code: text };
}
