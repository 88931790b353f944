import type { SovereignRule } from '../contract/rule';

export const everyRegion: SovereignRule = {
  id: 'every-region',
  severity: 'error',
  title: 'What is rendered are the regions of the record, each once',
  fault: {
    one: 'region is not rendered as the record says',
    many: 'regions are not rendered as the record says',
    counts: 'findings',
  },
  why: 'What is not rendered is not reviewed, and a region that the record does not have is run by nobody.',
  per: 'sovereign',
  check: ({ regions, rendered }) => {
    const rendering = rendered.regions.map(({ region }) => region);
    const recorded = regions.map(({ key }) => key);
    return [
      ...recorded
        .filter((key) => !rendering.includes(key))
        .map((key) => ({
          at: `region ${key}`,
          problem: 'the record has it, and nothing was rendered for it',
          remedy: 'Run nx sync, and render again',
        })),
      ...rendering
        .filter((key, index) => !recorded.includes(key) || rendering.indexOf(key) !== index)
        .map((key) => ({
          at: `region ${key}`,
          problem: recorded.includes(key)
            ? 'it was rendered twice'
            : 'it was rendered, and the record has no such region',
          remedy: 'Run nx sync, and render again',
        })),
    ];
  },
};
