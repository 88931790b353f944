import { readFileSync } from 'node:fs';
import { documentPath, documents } from './openapi';
import { routes } from './routes';
import { readDocument } from './validation';
describe.each(documents)('the trimmed document %s', (name) => {
  const text = readFileSync(documentPath(name), 'utf8');
  const document = readDocument(name);

  test('the document has the operations of the server and no others', () => {
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(described.sort()).toEqual(routes.map(({ operation }) => operation).sort());
  });

  test('the document has the components that it refers to and no others', () => {
    const references = new Set([...text.matchAll(/"\$ref": "#\/components\/([^"]+)"/g)].map(([, to]) => to));
    const held = Object.entries(document.components).flatMap(([kind, named]) =>
      Object.keys(named).map((one) => `${kind}/${one}`),
    );
    expect(held.sort()).toEqual([...references].sort());
  });

  test('the document is small, and nullable stands only beside a type', () => {
    expect(text.length).toBeLessThan(200_000);
    const untyped = JSON.stringify(document).match(/\{(?=[^{}]*"nullable":true)(?![^{}]*"type")[^{}]*\}/g) ?? [];
    expect(untyped).toEqual([]);
  });
});
