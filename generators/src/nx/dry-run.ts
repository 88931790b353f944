import { logger } from '@nx/devkit';

/**
 * Lets a dry run end as the run itself would: with the same message, below the changes, and with 1. Nx asks a
 * generator for nothing after a dry run, and ends its process with 0.
 */
export function failDryRun(error: Error): void {
  if (process.env['NX_DRY_RUN'] !== 'true') return;
  process.once('exit', () => {
    logger.error(error.message);
    process.exitCode = 1;
  });
}
