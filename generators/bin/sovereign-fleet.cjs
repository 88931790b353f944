#!/usr/bin/env node
// The command in a clone, where it is TypeScript. In the package of npm it is dist/commands/main.js itself.
require('@swc-node/register');
require('../src/commands/main.ts');
