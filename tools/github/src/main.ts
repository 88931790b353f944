import { greeting, help, parseOptions } from './command-line';
import type { Exchange } from './server/exchange';
import { startGithub } from './start-github';
function line({ method, path, status }: Exchange): string {
  return `${method} ${path} ${status}\n`;
}

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  if (options === undefined) {
    process.stdout.write(help);
    return;
  }
  const permissions = { metadata: 'read', contents: 'write', pull_requests: 'write', statuses: 'write' } as const;
  const onRequest = (exchange: Exchange) => void process.stdout.write(line(exchange));
  const github = await startGithub({
    ...options,
    permissions,
    rateLimit: 1_000_000,
    isUnlimited: true,
    keepAlive: true,
    onRequest,
  });
  process.stdout.write(greeting(github));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void github.stop());
}

if (require.main === module) {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
