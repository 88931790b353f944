import { readdirSync } from 'node:fs';
import { builtPackages, filesIn } from '@sovereign-fleet/workspace/testing';

/** A file or a script of this repository. */
const ofCheckout = /\b(packages|generators|tools)\/[a-z-]+\/|\bdocs\/[\w-]+\.md|\bnpm run [a-z]+/;

/** It says to Nx what our code is, in a checkout and where it is installed. */
const saysBoth = '/plugin/own-code.js';

test('no text of a package names what only a checkout of this repository has', () => {
  const packages = builtPackages();
  const texts = readdirSync(packages).flatMap((name) => Object.entries(filesIn(packages, name)));
  const code = texts.filter(([path]) => /\.(js|json|mjs)$/.test(path) && !path.includes('/node_modules/'));
  expect(code.length).toBeGreaterThan(500);
  const named = code.flatMap(([path, text]) => {
    const lines = text.split('\n').filter((line) => ofCheckout.test(line));
    return path.endsWith(saysBoth) ? [] : lines.map((line) => `${path}: ${line}`);
  });
  expect(named).toEqual([]);
});
