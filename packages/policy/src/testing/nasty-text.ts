/** For tests: text that is markup in Markdown and HTML, and an order to a terminal. */
export const nasty = '`|</details><script>alert(1)</script>\n# @octocat fixes #1 ![x](http://x) \u001b[31m \u202e';
