import type { Issue } from '../issue/issue';

/** An Issue in the catalogue or in its lock. `parseBootstrapKit` knows which of the two, and adds the file. */
export type KitIssue = Omit<Issue, 'file'>;
