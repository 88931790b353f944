/** What stands in generators/CHANGELOG.md: what people wrote of a change, and nothing of layers that came along. */
module.exports = {
  getReleaseLine: async ({ summary }) => `- ${summary.trim().replaceAll('\n', '\n  ')}`,
  getDependencyReleaseLine: async () => '',
};
