import {
  type ImportDeclarationStructure,
  IndentationText,
  type OptionalKind,
  Project,
  QuoteKind,
  VariableDeclarationKind,
} from 'ts-morph';

/** A constant of a file that is written. */
interface Constant {
  readonly name: string;
  readonly type?: string | undefined;
  /** TypeScript. */
  readonly value: string;
  readonly doc?: string | undefined;
  readonly isExported?: boolean;
  /** Whether it ends by `as const`. */
  readonly isConst?: boolean;
}

export interface FileParts {
  readonly imports: readonly OptionalKind<ImportDeclarationStructure>[];
  readonly constants: readonly Constant[];
  /** Statements behind the constants. */
  readonly end?: readonly string[];
}

/** The text of a new TypeScript file; a formatter parts its lines. */
export function sourceText({ imports, constants, end = [] }: FileParts): string {
  const file = projectInMemory().createSourceFile('new.ts');
  file.addImportDeclarations(imports.map((one) => ({ ...one })));
  for (const { name, type, value, doc, isExported = false, isConst = false } of constants) {
    file.addVariableStatement({
      declarationKind: VariableDeclarationKind.Const,
      isExported,
      leadingTrivia: '\n',
      ...(doc === undefined ? {} : { docs: [doc] }),
      declarations: [
        { name, ...(type === undefined ? {} : { type }), initializer: isConst ? `${value} as const` : value },
      ],
    });
  }
  if (end.length > 0) file.addStatements(['\n', ...end]);
  return file.getFullText();
}

export function projectInMemory(): Project {
  return new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    manipulationSettings: { indentationText: IndentationText.TwoSpaces, quoteKind: QuoteKind.Single },
  });
}
