export type { Change, ChartChange, FieldChange, ImageChange, NotCompared, RegionComparison } from './change';
export type { Finding, Severity } from './finding';
export { formatHtml } from './format-html';
export { formatJson, type ReviewFile } from './format-json';
export { formatMarkdown, type MarkdownOptions, reviewMarker } from './format-markdown';
export { formatSarif } from './format-sarif';
export { formatText } from './format-text';
export { countFindings, review, type Review, type ReviewOptions } from './review';
export { type RegionFacts, reviewSubject, type ReviewSubject } from './review-subject';
