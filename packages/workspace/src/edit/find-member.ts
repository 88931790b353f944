import { type ArrayLiteralExpression, type Expression, Node, type ObjectLiteralExpression } from 'ts-morph';
import { findLiteral, type Found, refuse } from './find-literal';
import type { EditStep } from './record-edit';
import type { Literal } from './splice';

/** What stands in a literal, and the value of it. */
export interface Member {
  readonly member: Node;
  readonly value: Expression;
}

/**
 * The member of a literal that a step names. Undefined where nothing of this name stands in the literal. `isNew`:
 * the step is for something that is put there as a whole, so that it is no trouble if others cannot be read.
 */
export function findMember(
  literal: Literal,
  step: EditStep,
  { isNew }: { readonly isNew: boolean },
): Found<Member | undefined> {
  if (Node.isObjectLiteralExpression(literal)) {
    return typeof step === 'string'
      ? findProperty(literal, step)
      : refuse(literal, 'an object is where a list belongs');
  }
  if (typeof step === 'string') return refuse(literal, 'a list is where an object belongs');
  return 'region' in step ? findRegion(literal, step.region, isNew) : findKit(literal, step.kit);
}

function findProperty(literal: ObjectLiteralExpression, key: string): Found<Member | undefined> {
  const properties = literal.getProperties();
  const names = properties.map((one) => (Node.isSpreadAssignment(one) ? undefined : nameOf(one.getNameNode())));
  const at = names.lastIndexOf(key);
  const property = properties[at];
  if (property === undefined) return { ok: true, value: undefined };
  if (names.slice(at + 1).includes(undefined)) return refuse(property, `what stands behind it may say ${key} again`);
  if (names.indexOf(key) !== at) return refuse(property, `${key} stands there twice`);
  const value = Node.isPropertyAssignment(property) ? property.getInitializer() : undefined;
  if (value !== undefined) return { ok: true, value: { member: property, value } };
  if (!Node.isShorthandPropertyAssignment(property)) return refuse(property, `${key} is a function there`);
  return { ok: true, value: { member: property, value: property.getNameNode() } };
}

/** Undefined for a name that is worked out. */
function nameOf(name: Node): string | undefined {
  if (Node.isStringLiteral(name) || Node.isNoSubstitutionTemplateLiteral(name)) return name.getLiteralText();
  return Node.isIdentifier(name) || Node.isNumericLiteral(name) ? name.getText() : undefined;
}

function findRegion(list: ArrayLiteralExpression, key: string, isNew: boolean): Found<Member | undefined> {
  let unread: Node | undefined;
  for (const member of list.getElements()) {
    const literal = findLiteral(member);
    const own = literal.ok && Node.isObjectLiteralExpression(literal.value) ? keyOf(literal.value) : undefined;
    if (own === key) return { ok: true, value: { member, value: member } };
    unread ??= own === undefined ? member : undefined;
  }
  if (unread === undefined || isNew) return { ok: true, value: undefined };
  return refuse(unread, 'this region is worked out there, and not written down');
}

function keyOf(region: ObjectLiteralExpression): string | undefined {
  const found = findProperty(region, 'key');
  const value = found.ok ? found.value?.value : undefined;
  return Node.isStringLiteral(value) || Node.isNoSubstitutionTemplateLiteral(value)
    ? value.getLiteralText()
    : undefined;
}

/** A kit by the file that it is imported from: itself, or what `with` gets. */
function findKit(list: ArrayLiteralExpression, kit: string): Found<Member | undefined> {
  const file = list.getSourceFile();
  const imported = file.getImportDeclarations().find((one) => one.getModuleSpecifierValue() === `../kits/${kit}/kit`);
  const name = imported?.getDefaultImport()?.getText();
  for (const member of list.getElements()) {
    if (Node.isIdentifier(member) && member.getText() === name) return { ok: true, value: { member, value: member } };
    const call = Node.isCallExpression(member) ? member : undefined;
    if (name === undefined || call?.getExpression().getText() !== `${name}.with`) continue;
    const [layers] = call.getArguments();
    if (Node.isExpression(layers)) return { ok: true, value: { member, value: layers } };
  }
  return refuse(list, `the kit "${kit}" is not in this list by the name that it is imported by`);
}
