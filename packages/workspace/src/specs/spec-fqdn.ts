import { isDnsName } from '@sovereign-fleet/domain/layout';
import type typescript from 'typescript';
import { ts } from '../loading/typescript';

/**
 * The FQDN that a spec writes down as a string in the record that it exports. It is read from the syntax, without
 * loading the spec. Undefined if it is computed, or if a spread may change it.
 */
export function specFqdn(source: typescript.SourceFile): string | undefined {
  const exported = source.statements
    .filter(ts.isExportAssignment)
    .find(({ isExportEquals }) => isExportEquals !== true);
  const record = exported === undefined ? undefined : recordIn(exported.expression);
  const names = record?.properties.map(({ name }) => (name === undefined ? undefined : nameOf(name))) ?? [];
  if (record === undefined || names.includes(undefined)) return undefined;
  const property = record.properties[names.lastIndexOf('fqdn')]; // the last of a name counts
  if (property === undefined || !ts.isPropertyAssignment(property)) return undefined;
  const value = withoutTypes(property.initializer);
  // It becomes a part of a pattern of paths.
  return ts.isStringLiteralLike(value) && isDnsName(value.text) ? value.text : undefined;
}

/** The record itself, or the one that `defineSovereign` is called with, which gives it back. */
function recordIn(expression: typescript.Expression): typescript.ObjectLiteralExpression | undefined {
  const exported = withoutTypes(expression);
  if (ts.isObjectLiteralExpression(exported)) return exported;
  if (!ts.isCallExpression(exported) || !ts.isIdentifier(exported.expression)) return undefined;
  const [record] = exported.arguments;
  if (record === undefined || exported.expression.text !== 'defineSovereign') return undefined;
  const given = withoutTypes(record);
  return ts.isObjectLiteralExpression(given) ? given : undefined;
}

/** Without what the compiler alone looks at. */
function withoutTypes(expression: typescript.Expression): typescript.Expression {
  const wrapped =
    ts.isParenthesizedExpression(expression) || ts.isAsExpression(expression) || ts.isSatisfiesExpression(expression);
  return wrapped ? withoutTypes(expression.expression) : expression;
}

/** Undefined for a name that is worked out. */
function nameOf(name: typescript.PropertyName): string | undefined {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : undefined;
}
