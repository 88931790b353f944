import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { outputFolder, parseSovereign, sovereignFolder, valueOf } from '@sovereign-fleet/domain';

/** A tree as it may come to be in `gitops-out/`, by path from there. */
export interface TreeInput {
  readonly files: Readonly<Record<string, string>>;
  /** Where each link leads. */
  readonly links: Readonly<Record<string, string>>;
}

/** Whose tree it is. */
export const sovereign = valueOf(
  parseSovereign({
    source: 'sovereigns/fuzz/sovereign.ts',
    name: 'fuzz',
    spec: {
      fqdn: 'fuzz.example.com',
      environment: 'prod',
      regions: [{ key: 'fsn1', provider: 'hetzner', role: 'primary' }],
    },
  }),
);

export const entry = `${sovereignFolder(sovereign.fqdn)}/fsn1`;

export function writeTreeInput(root: string, { files, links }: TreeInput): void {
  const write = (path: string, make: (place: string) => void): void => {
    const place = join(root, outputFolder, path);
    mkdirSync(dirname(place), { recursive: true });
    make(place);
  };
  for (const [path, text] of Object.entries(files)) {
    write(path, (place) => {
      writeFileSync(place, text);
    });
  }
  for (const [path, target] of Object.entries(links)) {
    write(path, (place) => {
      symlinkSync(target, place);
    });
  }
}
