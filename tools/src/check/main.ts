import { parts } from './parts';
import { runParts } from './run-parts';

void runParts(parts, (text) => process.stdout.write(text)).then((passed) => {
  process.exitCode = passed ? 0 : 1;
});
