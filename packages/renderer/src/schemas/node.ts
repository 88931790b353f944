import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FluxTable, KubernetesTable, ServerTables } from '../contract/server-tables';
import { schemaChecks } from './schema-checks';

/** The tables of this package, read once for each process that asks. */
export function serverTables(): ServerTables {
  tables ??= {
    kubernetes: readTable('kubernetes') as KubernetesTable,
    flux: readTable('flux') as FluxTable,
    loadChecks,
  };
  return tables;
}

let tables: ServerTables | undefined;

/** The files are of this package, and `npm run schemas` writes them. */
function readTable(name: string): unknown {
  return JSON.parse(readFileSync(join(__dirname, `${name}.json`), 'utf8'));
}

const loadChecks: ServerTables['loadChecks'] = async () => {
  const [{ RE2JS }, { Environment }] = await Promise.all([import('re2js'), import('@marcbachmann/cel-js')]);
  const compile = (pattern: string) => RE2JS.compile(pattern);
  const environment = new Environment({ unlistedVariablesAreDyn: true });
  return schemaChecks(compile, environment);
};
