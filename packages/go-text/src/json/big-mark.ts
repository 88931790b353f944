/** Begins a text that stands for an integer: half of a pair of surrogates, which no text that was read has. */
export const bigMark = '\ud800';
