import type { Issue } from '../issue/issue';

/** An Issue in a kit or in its reviewed graph. `parseBootstrapKit` knows which of the two, and adds the file. */
export type KitIssue = Omit<Issue, 'file'>;
